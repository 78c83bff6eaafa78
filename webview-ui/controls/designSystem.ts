import type { Button, Dropdown, Option, ProgressRing, TextField } from '@vscode/webview-ui-toolkit';
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeProgressRing,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';

/**
 * Makes the toolkit's elements known under a prefix of our own, so that what replaces the toolkit one day cannot
 * collide with it. To be called by the page's script as it loads: the toolkit reads the theme at the `load` event.
 */
export function registerControls(): void {
  provideVSCodeDesignSystem()
    .withPrefix('zc')
    .register(vsCodeButton(), vsCodeDropdown(), vsCodeOption(), vsCodeProgressRing(), vsCodeTextField());
}

declare global {
  interface HTMLElementTagNameMap {
    'zc-button': Button;
    'zc-dropdown': Dropdown;
    'zc-option': Option;
    'zc-progress-ring': ProgressRing;
    'zc-text-field': TextField;
  }
}
