/** A build machine must have all that the suites need: there, what cannot run has failed. */
export const isBuildMachine = !['', '0', 'false'].includes(process.env['CI'] ?? '');
