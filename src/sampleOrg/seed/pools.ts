import type { Faker } from '@faker-js/faker';
import { faker as arabic } from '@faker-js/faker/locale/ar';
import { faker as german } from '@faker-js/faker/locale/de';
import { faker as english } from '@faker-js/faker/locale/en';
import { faker as chinese } from '@faker-js/faker/locale/zh_CN';

import { Dice } from './dice.ts';
import { occasions, sentences } from './sentences.ts';

export interface Person {
  readonly firstName: string;
  readonly lastName: string;
  /** ASCII, and no two persons of a pool share it: the part of an address before the `@`. */
  readonly mailbox: string;
}

export interface Company {
  readonly name: string;
  /** Below `.example`, which no one can own; no two companies of a pool share it. */
  readonly domain: string;
}

export interface Address {
  readonly street: string;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
  readonly country: string;
}

/** What records are put together from. The generator takes microseconds for each word, so a pool is made once and drawn from. */
export interface Pools {
  readonly persons: readonly Person[];
  readonly companies: readonly Company[];
  readonly addresses: readonly Address[];
  readonly jobTitles: readonly string[];
  readonly products: readonly string[];
  readonly phrases: readonly string[];
  /** What a task, a meeting or a quote is about. */
  readonly subjects: readonly string[];
  /** One to four sentences each. */
  readonly paragraphs: readonly string[];
}

const languages = [
  { faker: english, country: 'United States', share: 0.55 },
  { faker: german, country: 'Deutschland', share: 0.25 },
  { faker: chinese, country: '中国', share: 0.1 },
  { faker: arabic, country: 'الإمارات العربية المتحدة', share: 0.1 },
] as const;

type Language = (typeof languages)[number];

/** The same seed gives the same pools. Takes some 50 ms. */
export function makePools(seed: number): Pools {
  const dice = new Dice(seed, 'pools');
  for (const { faker } of languages) faker.seed(seed);
  const fromAny = <T>(count: number, make: (faker: Faker, language: Language) => T): T[] =>
    Array.from({ length: count }, () => {
      const language = drawLanguage(dice);
      return make(language.faker, language);
    });
  return {
    persons: distinct(fromAny(2000, makePerson), (person) => person.mailbox),
    companies: distinct(fromAny(1000, makeCompany), (company) => company.domain),
    addresses: fromAny(1000, makeAddress),
    jobTitles: Array.from({ length: 150 }, () => english.person.jobTitle()),
    products: distinct(
      fromAny(400, (faker) => faker.commerce.productName()),
      String,
    ),
    phrases: Array.from({ length: 300 }, () => english.company.catchPhrase()),
    subjects: Array.from({ length: 300 }, () => `${dice.pick(occasions)} – ${english.commerce.productName()}`),
    paragraphs: Array.from({ length: 300 }, () => paragraphFrom(dice)),
  };
}

function drawLanguage(dice: Dice): Language {
  let left = dice.fraction();
  return languages.find(({ share }) => (left -= share) < 0) ?? languages[0];
}

function makePerson(faker: Faker): Person {
  const firstName = faker.person.firstName();
  const lastName = faker.person.lastName();
  const words = [ascii(firstName), ascii(lastName)].filter((word) => word !== '');
  return { firstName, lastName, mailbox: words.join('.') || romanizedName() };
}

/** A name in letters that an address may have, for a person whose own name has none of them. */
function romanizedName(): string {
  return `${ascii(english.person.firstName())}.${ascii(english.person.lastName())}`;
}

function makeCompany(faker: Faker): Company {
  const name = faker.company.name();
  return { name, domain: `${ascii(name) || ascii(english.company.name())}.example` };
}

function makeAddress(faker: Faker, { country }: Language): Address {
  const { location } = faker;
  return {
    street: location.streetAddress(),
    city: location.city(),
    state: location.state(),
    zip: location.zipCode(),
    country,
  };
}

const lettersOutsideAscii = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' } as const;

function paragraphFrom(dice: Dice): string {
  const inOneLanguage = dice.pick(sentences);
  const chosen = inOneLanguage.filter(() => dice.chance(0.4)).slice(0, 4);
  return (chosen.length > 0 ? chosen : inOneLanguage.slice(0, 1)).join(' ');
}

function ascii(text: string): string {
  const spelledOut = text
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => lettersOutsideAscii[letter as keyof typeof lettersOutsideAscii]);
  const plain = spelledOut.normalize('NFD').replace(/[\u0300-\u036f']/g, '');
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
}

function distinct<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}
