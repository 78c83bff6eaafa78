import type { Button as ToolkitButton } from '@vscode/webview-ui-toolkit';

import { append } from './dom.ts';
import type { IconName } from './icon.ts';
import { icon } from './icon.ts';

export interface ButtonOptions {
  readonly label: string;
  readonly appearance?: 'primary' | 'secondary' | 'icon';
  /** Shown in place of the label where the appearance is `icon`, before it elsewhere. */
  readonly icon?: IconName;
  readonly onPress: () => void;
}

/** A button of the toolkit. Properties are set, as the toolkit drops most attributes of a button. */
export class Button {
  readonly element: ToolkitButton;

  constructor(options: ButtonOptions) {
    this.element = document.createElement('zc-button');
    const shape = options.icon === undefined ? undefined : icon(options.icon);
    if (options.appearance === 'icon') {
      this.element.setAttribute('aria-label', options.label);
      this.element.title = options.label;
      append(this.element, [shape]);
    } else {
      shape?.setAttribute('slot', 'start');
      append(this.element, [shape, options.label]);
    }
    this.element.setAttribute('appearance', options.appearance ?? 'primary');
    this.element.addEventListener('click', () => {
      if (!this.element.disabled) options.onPress();
    });
  }

  set disabled(isDisabled: boolean) {
    if (this.element.disabled !== isDisabled) this.element.disabled = isDisabled;
  }

  set appearance(appearance: 'primary' | 'secondary') {
    if (this.element.getAttribute('appearance') !== appearance) this.element.appearance = appearance;
  }

  focus(): void {
    this.element.focus();
  }
}
