import type { Field, Module } from '../../src/core/model/metadata.ts';

/** Metadata for tests that care about a few of their parts only. */

export function exampleModule(parts: Partial<Module> = {}): Module {
  return { id: 'm1', apiName: 'Leads', label: 'Leads', kind: 'standard', isReadable: true, ...parts };
}

export function exampleField(parts: Partial<Field> = {}): Field {
  return {
    ...{ id: 'f1', apiName: 'Email', label: 'Email', type: 'email', crmType: 'email' },
    ...{ isMandatory: false, isUnique: false, isReadOnly: false, isCustom: false },
    ...{ isMultiValued: false, isComputed: false, lookupModules: [], pickList: [] },
    ...parts,
  };
}
