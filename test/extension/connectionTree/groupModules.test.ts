import assert from 'node:assert/strict';

import { groupModules } from '../../../src/extension/connectionTree/groupModules.ts';
import { exampleModule } from '../exampleMetadata.ts';

describe('groupModules', () => {
  it('sorts modules by kind, and apart those that cannot be read', () => {
    const groups = groupModules([
      exampleModule({ apiName: 'Rooms', label: 'Rooms', kind: 'custom' }),
      exampleModule({ apiName: 'Secret', label: 'Secret', isReadable: false, unreadableBecause: 'noPermission' }),
      exampleModule({ apiName: 'Rows', label: 'Rows', kind: 'subform' }),
      exampleModule({ apiName: 'Pairs', label: 'Pairs', kind: 'linking' }),
      exampleModule({ apiName: 'DealHistory', label: 'Stage History', kind: 'other' }),
    ]);
    const names = [...groups].map(([group, modules]) => [group, modules.map((each) => each.apiName)]);
    assert.deepEqual(names, [
      ['standard', ['DealHistory']],
      ['custom', ['Rooms']],
      ['linked', ['Pairs', 'Rows']],
      ['unreadable', ['Secret']],
    ]);
  });

  it('leaves out groups without modules, and orders by what people read', () => {
    const groups = groupModules([
      exampleModule({ apiName: 'A', label: 'Room 10' }),
      exampleModule({ apiName: 'B', label: 'Room 9' }),
    ]);
    assert.deepEqual([...groups.keys()], ['standard']);
    assert.deepEqual(
      groups.get('standard')?.map((each) => each.label),
      ['Room 9', 'Room 10'],
    );
  });
});
