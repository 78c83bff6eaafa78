import type { DataCenter } from '../../model/connection.ts';
import { cachePolicies, environments } from '../../model/connection.ts';
import { dataCenters } from '../../model/dataCenters.ts';
import { asObject, asText } from '../../model/parse.ts';
import { isKnownZone } from '../../timeZones/zone.ts';
import type { L10n } from '../../ports.ts';
import type { ConnectionDefinition } from './definitionFile.ts';

const longestName = 100;
const longestClientId = 200;
const keys = 'name domain environment clientId timeZone metadataCache group organization'.split(' ');
const secretKeys = /secret|token|password/i;

/** Reads one definition of a file. A sentence for each key that is wrong goes to `problems`; then it is undefined. */
export function readDefinition(
  value: unknown,
  path: string,
  problems: string[],
  l10n: L10n,
): ConnectionDefinition | undefined {
  const stored = asObject(value);
  if (!stored) {
    problems.push(`${path}: ${l10n.t('must be an object.')}`);
    return undefined;
  }
  for (const key of Object.keys(stored)) take(key, keyProblem(key, l10n));
  const name = take('name', text(stored['name'], longestName, l10n));
  const dataCenter = take('domain', domain(stored['domain'], l10n));
  const environment = take('environment', oneOf(stored['environment'] ?? 'production', environments, l10n));
  const clientId = take(
    'clientId',
    optional(stored['clientId'], (id) => text(id, longestClientId, l10n)),
  );
  const timeZone = take('timeZone', zone(stored['timeZone'], l10n));
  const cachePolicy = take('metadataCache', oneOf(stored['metadataCache'] ?? 'infinite', cachePolicies, l10n));
  const group = take(
    'group',
    optional(stored['group'], (given) => text(given, longestName, l10n)),
  );
  const organization = take(
    'organization',
    optional(stored['organization'], (given) => organizationOf(given, l10n)),
  );
  if (name === undefined || !dataCenter || !environment || timeZone === undefined || !cachePolicy) return undefined;
  return { name, dataCenter, environment, clientId: clientId ?? '', timeZone, cachePolicy, group, organization };

  function take<T>(key: string, result: T | Problem): T | undefined {
    if (!(result instanceof Problem)) return result;
    problems.push(`${path}.${key}: ${result.text}`);
    return undefined;
  }
}

/** What is wrong with a value: the rest of a sentence that begins with its key. */
class Problem {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

function keyProblem(key: string, l10n: L10n): Problem | undefined {
  if (keys.includes(key)) return undefined;
  if (secretKeys.test(key)) {
    return new Problem(l10n.t('secrets do not belong in this file. Remove it; everybody signs in for themselves.'));
  }
  const similar = keys.find((each) => each.toLowerCase() === key.toLowerCase());
  if (similar === undefined) return new Problem(l10n.t('is not known here.'));
  return new Problem(l10n.t('is not known here. Did you mean "{0}"?', similar));
}

function optional<T>(value: unknown, read: (value: unknown) => T | Problem): T | Problem | undefined {
  return value === undefined ? undefined : read(value);
}

function text(value: unknown, longest: number, l10n: L10n): string | Problem {
  if (value === undefined) return new Problem(l10n.t('is missing.'));
  const given = asText(value)?.trim() ?? '';
  if (given === '') return new Problem(l10n.t('must be a text.'));
  return given.length > longest ? new Problem(l10n.t('must have at most {0} characters.', longest)) : given;
}

function oneOf<T extends string>(value: unknown, choices: readonly T[], l10n: L10n): T | Problem {
  const found = choices.find((each) => each === value);
  return found ?? new Problem(l10n.t('must be one of {0}.', choices.join(', ')));
}

function domain(value: unknown, l10n: L10n): DataCenter | Problem {
  if (value === undefined) return new Problem(l10n.t('is missing.'));
  const hosts = dataCenters.map((each) => each.webHost);
  const host = oneOf(value, [...hosts, 'sample'], l10n);
  if (host instanceof Problem) return host;
  return dataCenters.find((each) => each.webHost === host)?.code ?? 'sample';
}

function zone(value: unknown, l10n: L10n): string | Problem {
  const name = text(value, longestName, l10n);
  if (name instanceof Problem || isKnownZone(name)) return name;
  return new Problem(l10n.t('"{0}" is not a time zone that is known here, such as Europe/Berlin.', name));
}

function organizationOf(value: unknown, l10n: L10n): ConnectionDefinition['organization'] | Problem {
  const given = asObject(value);
  const [id, name] = [asText(given?.['id']), asText(given?.['name'])];
  if (id !== undefined && /^\d+$/.test(id) && name !== undefined) return { id, name };
  return new Problem(l10n.t('must have an "id" of digits and a "name", both as texts.'));
}
