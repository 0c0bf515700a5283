/**
 * The only file that knows which component library draws the controls. Pages call these functions; another library,
 * or plain elements, would be put in here. A component is registered the first time it is drawn, so that a page
 * carries only those it uses.
 */
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { ref } from 'lit-html/directives/ref.js';
import './toolkit.css';

interface Control {
  readonly id?: string;
  /** What people and screen readers call it. */
  readonly label: string;
  readonly disabled?: boolean;
}

export interface ButtonParts extends Control {
  /** `icon` shows the drawing only; the label is spoken and shown on hover. */
  readonly kind?: 'primary' | 'secondary' | 'icon';
  readonly drawing?: TemplateResult;
  /** What it does is being done: pressing it does nothing, and it keeps the focus, which a disabled button loses. */
  readonly busy?: boolean;
  /** A double click means it once. */
  readonly once?: boolean;
  readonly onClick: () => void;
}

/** What a button said when it was clicked first. */
const said = new WeakMap<EventTarget, string>();

/** The second click of a double click is not meant for what a button has become by the first. */
function isMeant({ currentTarget, detail }: MouseEvent, { label, once = false }: ButtonParts): boolean {
  if (!currentTarget || detail < 2) {
    if (currentTarget) said.set(currentTarget, label);
    return true;
  }
  return !once && said.get(currentTarget) === label;
}

export function button(parts: ButtonParts): TemplateResult {
  register('button', vsCodeButton);
  const { kind = 'secondary', label, drawing, busy = false } = parts;
  return html`<vscode-button
    id=${parts.id ?? nothing}
    appearance=${kind}
    aria-label=${label}
    aria-disabled=${busy ? 'true' : nothing}
    title=${kind === 'icon' ? label : nothing}
    ?disabled=${parts.disabled ?? false}
    @click=${(event: MouseEvent) => {
      if (isMeant(event, parts) && !busy) parts.onClick();
    }}
    >${kind === 'icon' ? drawing : label}</vscode-button
  >`;
}

/** Text beside a control: ids of elements that explain it, and whether what it holds is wrong. */
interface Explained extends Control {
  readonly describedBy?: string;
  readonly invalid?: boolean;
}

export interface TextFieldParts extends Explained {
  readonly value: string;
  readonly placeholder?: string;
  readonly readOnly?: boolean;
  readonly type?: 'text' | 'password';
  readonly maxLength?: number;
  /** Every change as it is typed; never only on leaving, or a save while typing would miss the end. */
  readonly onInput: (value: string) => void;
}

/** A field without a visible label of its own: the page places the label. */
export function textField(parts: TextFieldParts): TemplateResult {
  register('text-field', vsCodeTextField);
  return html`<vscode-text-field
    id=${parts.id ?? nothing}
    type=${parts.type ?? 'text'}
    placeholder=${parts.placeholder ?? nothing}
    maxlength=${parts.maxLength ?? nothing}
    aria-invalid=${parts.invalid === true ? 'true' : nothing}
    .value=${live(parts.value)}
    ?readonly=${parts.readOnly ?? false}
    ?disabled=${parts.disabled ?? false}
    @input=${(event: Event) => {
      parts.onInput(valueOf(event));
    }}
    ${ref((field) => {
      if (field) requestAnimationFrame(() => speak(field, parts));
    })}
  ></vscode-text-field>`;
}

/**
 * The field names itself "Text field" when it is put on the page, and its input lives in a shadow tree, where ids of
 * the page mean nothing: its words are handed over once it stands there.
 */
function speak(field: Element, { label, describedBy = '' }: TextFieldParts): void {
  const words = describedBy.split(' ').map((id) => document.getElementById(id)?.innerText.trim() ?? '');
  field.setAttribute('aria-label', label);
  field.shadowRoot?.querySelector('input')?.setAttribute('aria-description', words.filter(Boolean).join(' '));
}

export interface CheckboxParts extends Explained {
  readonly checked: boolean;
  readonly readOnly?: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function checkbox(parts: CheckboxParts): TemplateResult {
  register('checkbox', vsCodeCheckbox);
  return html`<vscode-checkbox
    id=${parts.id ?? nothing}
    aria-describedby=${parts.describedBy ?? nothing}
    aria-label=${parts.label}
    @change=${(event: Event) => {
      // Setting `checked` from here is told as a change too, so the listener stands before it and knows better.
      const checked = checkedOf(event);
      if (checked !== parts.checked) parts.onChange(checked);
    }}
    .checked=${live(parts.checked)}
    ?readonly=${parts.readOnly ?? false}
    ?disabled=${parts.disabled ?? false}
    >${parts.label}</vscode-checkbox
  >`;
}

export interface ChoiceParts extends Explained {
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}

/** One of a short list. */
export function choice(parts: ChoiceParts): TemplateResult {
  register('dropdown', vsCodeDropdown);
  register('option', vsCodeOption);
  return html`<vscode-dropdown
    id=${parts.id ?? nothing}
    aria-label=${parts.label}
    aria-describedby=${parts.describedBy ?? nothing}
    aria-invalid=${parts.invalid === true ? 'true' : nothing}
    .value=${live(parts.value)}
    ?disabled=${parts.disabled ?? false}
    @change=${(event: Event) => {
      const value = valueOf(event);
      if (value !== parts.value) parts.onChange(value);
    }}
    >${parts.options.map(
      ({ value, label }) =>
        html`<vscode-option value=${value} ?selected=${value === parts.value} title=${label}
          >${label}</vscode-option
        >`,
    )}</vscode-dropdown
  >`;
}

const registered = new Set<string>();

function register(name: string, component: () => unknown): void {
  if (registered.has(name)) return;
  registered.add(name);
  provideVSCodeDesignSystem().register(component());
}

function valueOf({ target }: Event): string {
  return target instanceof HTMLElement && 'value' in target && typeof target.value === 'string'
    ? target.value
    : '';
}

function checkedOf({ target }: Event): boolean {
  return target instanceof HTMLElement && 'checked' in target && target.checked === true;
}
