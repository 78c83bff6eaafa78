import assert from 'node:assert/strict';

import type { ConnectionDefinition } from '../../../src/core/jobs/definitions/definitionFile.ts';
import { planImport } from '../../../src/extension/definitions/planImport.ts';
import { exampleConnection } from '../../core/exampleConnection.ts';

const definition: ConnectionDefinition = {
  ...{ name: 'Acme EU', dataCenter: 'eu', environment: 'production', clientId: '' },
  ...{ timeZone: 'Europe/Berlin', cachePolicy: 'infinite', group: undefined, organization: undefined },
};

describe('planImport', () => {
  it('adds what is new', () => {
    assert.deepEqual(planImport([definition], []), [{ kind: 'add', definition }]);
  });

  it('leaves alone what is there already, with the same settings', () => {
    assert.equal(planImport([definition], [exampleConnection()])[0]?.kind, 'unchanged');
  });

  it('changes the settings of a connection of the same name to the same place', () => {
    const [step] = planImport([{ ...definition, timeZone: 'UTC' }], [exampleConnection()]);
    assert.equal(step?.kind, 'update');
  });

  it('adds a connection to another place under a name that is free, and never merges the two', () => {
    const sandbox = { ...definition, environment: 'sandbox' } as const;
    const namesake = { ...definition, name: 'Acme EU 2' };
    const names = planImport([sandbox, namesake], [exampleConnection()]).map((step) => [
      step.kind,
      step.definition.name,
    ]);
    assert.deepEqual(names, [
      ['add', 'Acme EU 3'],
      ['add', 'Acme EU 2'],
    ]);
  });
});
