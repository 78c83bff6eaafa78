/** The four themes that every journey is seen in: a name for files → the editor's name. */
export const themes = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  'high-contrast-dark': 'Default High Contrast',
  'high-contrast-light': 'Default High Contrast Light',
} as const;

export type ThemeName = keyof typeof themes;

/** What the editor's list of themes calls them. */
export const themeLabels: Readonly<Record<ThemeName, string>> = {
  dark: 'Dark Modern',
  light: 'Light Modern',
  'high-contrast-dark': 'Dark High Contrast',
  'high-contrast-light': 'Light High Contrast',
};

/** How each is told by the classes of the workbench, and of the pages in it. */
export const themeClasses: Readonly<Record<ThemeName, readonly [workbench: string, webview: string]>> = {
  dark: ['vs-dark', 'vscode-dark'],
  light: ['vs', 'vscode-light'],
  'high-contrast-dark': ['hc-black', 'vscode-high-contrast:not(.vscode-high-contrast-light)'],
  'high-contrast-light': ['hc-light', 'vscode-high-contrast-light'],
};

export const themeNames = Object.keys(themes) as readonly ThemeName[];
