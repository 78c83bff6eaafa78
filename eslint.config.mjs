import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  globalIgnores(['dist/', 'node_modules/', '.vscode-test/']),
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Numbers in a message are what they look like; objects are still refused.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `void promise` says "on purpose, not awaited".
      'no-void': ['error', { allowAsStatement: true }],
    },
  },
  {
    // The toolkit is deprecated; only these wrappers may know it, so that it can be replaced in one place.
    files: ['webview-ui/**/*.ts'],
    ignores: ['webview-ui/controls/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: ['@vscode/webview-ui-toolkit*'] }] },
  },
  {
    // Configuration files of tools, and modules of others that we only describe, export by default because they must.
    files: ['*.mjs', '**/*.d.ts'],
    rules: { 'no-restricted-exports': 'off', 'no-console': 'off' },
  },
);
