import { describeTarget } from './targets/describeTarget.ts';

await describeTarget('SQLite', 'sqlite');
