import type { Field, Module } from '../../../src/core/model/metadata.ts';

/** A module for tests that care about a few of its parts only. */
export function exampleModule(parts: Partial<Module> = {}): Module {
  return { id: '1', apiName: 'Leads', label: 'Leads', kind: 'standard', isReadable: true, ...parts };
}

export function exampleField(parts: Partial<Field> = {}): Field {
  return {
    id: '1',
    apiName: 'Score',
    label: 'Score',
    type: 'integer',
    crmType: 'integer',
    isMandatory: false,
    isUnique: false,
    isReadOnly: false,
    isCustom: true,
    isMultiValued: false,
    isComputed: false,
    lookupModules: [],
    pickList: [],
    ...parts,
  };
}
