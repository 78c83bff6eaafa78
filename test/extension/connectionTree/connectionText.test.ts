import assert from 'node:assert/strict';

import {
  connectionDescription,
  groupDescription,
  spokenConnection,
} from '../../../src/extension/connectionTree/connectionText.ts';
import { exampleConnection } from '../../core/exampleConnection.ts';
import { plainL10n } from '../plainL10n.ts';

describe('the words for a connection', () => {
  it('make production unmistakable', () => {
    assert.equal(
      connectionDescription(exampleConnection(), 'signedIn', plainL10n),
      'PRODUCTION · crm.zoho.eu · signed in',
    );
    const sandbox = exampleConnection({ environment: 'sandbox' });
    assert.equal(connectionDescription(sandbox, 'signedIn', plainL10n), 'Sandbox · crm.zoho.eu · signed in');
  });

  it('do not cry wolf for the sample organization', () => {
    const sample = exampleConnection({ dataCenter: 'sample' });
    assert.equal(connectionDescription(sample, 'signedIn', plainL10n), 'Production · this computer · signed in');
  });

  it('begin with what needs attention, since a narrow view cuts off the end', () => {
    const description = connectionDescription(exampleConnection(), 'signedOut', plainL10n);
    assert.equal(description, 'signed out · PRODUCTION · crm.zoho.eu');
  });

  it('are said in full, in plain case, to those who hear them', () => {
    assert.equal(
      spokenConnection(exampleConnection(), 'zoneDiffers', plainL10n),
      'Acme EU, crm.zoho.eu, Production, time zone differs',
    );
  });

  it('say of a group how many of it are signed in', () => {
    assert.equal(groupDescription(['signedIn', 'signedOut', 'zoneDiffers'], plainL10n), '2 of 3 signed in');
  });
});
