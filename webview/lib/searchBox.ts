import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { ChoiceList } from '../../src/core/protocol/number.ts';
import { drawListFailure, drawPopup, optionId, type Option } from './popup.ts';

export interface SearchBoxParts {
  readonly id: string;
  readonly label: string;
  /** What stands in the box while nobody types in it. */
  readonly text: string;
  readonly placeholder: string;
  readonly describedBy: string;
  readonly invalid: boolean;
  readonly disabled: boolean;
  readonly list: ChoiceList | undefined;
  /** Before the choices that match, e.g. "None". */
  readonly extra?: readonly Option[];
  readonly search: (query: string) => void;
  readonly pick: (option: Option) => void;
  /** Said when nothing of the list matches what is typed. */
  readonly noMatch?: string;
  /** Text that was typed, not picked. */
  readonly take: (text: string) => void;
  /** The way back in an empty box, e.g. taking the last tag away. */
  readonly onBackspace?: () => void;
}

/**
 * A box in which one types to search a long list (an ARIA combobox). What is typed counts when Enter is pressed, the
 * box is left or the document is saved; Escape forgets it.
 */
export class SearchBox {
  readonly #redraw: () => void;
  #typed: string | undefined;
  #open = false;
  #at = -1;
  #parts: SearchBoxParts | undefined;

  constructor(redraw: () => void) {
    this.#redraw = redraw;
  }

  draw(parts: SearchBoxParts): TemplateResult {
    this.#parts = parts;
    const options = this.#options();
    const listId = `${parts.id}-list`;
    const open = this.#open && !parts.disabled;
    return html`<div class="search-box">
      <input
        id=${parts.id}
        class="field"
        type="text"
        dir="auto"
        role="combobox"
        autocomplete="off"
        spellcheck="false"
        aria-label=${parts.label}
        aria-autocomplete="list"
        aria-expanded=${open ? 'true' : 'false'}
        aria-controls=${open ? listId : nothing}
        aria-activedescendant=${open && options[this.#at] ? optionId(listId, this.#at) : nothing}
        aria-describedby=${parts.describedBy}
        aria-invalid=${parts.invalid ? 'true' : nothing}
        placeholder=${parts.placeholder}
        ?disabled=${parts.disabled}
        .value=${live(this.#typed ?? parts.text)}
        @focus=${() => parts.search('')}
        @click=${() => this.#unfold()}
        @input=${(event: Event) => this.#type(event)}
        @keydown=${(event: KeyboardEvent) => this.#key(event)}
        @blur=${() => this.commit()}
      />
      ${open ? this.#popup(options, listId, parts) : nothing}
      ${parts.list?.phase === 'failed' ? drawListFailure(parts.list.sentence, () => parts.search('')) : nothing}
    </div>`;
  }

  /** What was typed counts now. */
  commit(): void {
    const typed = this.#typed;
    if (typed === undefined && !this.#open) return;
    this.#fold();
    if (typed !== undefined && typed !== this.#parts?.text) this.#parts?.take(typed);
  }

  #options(): readonly Option[] {
    const { extra = [], list } = this.#parts ?? {};
    return [...(this.#typed ? [] : extra), ...(list?.phase === 'ready' ? list.options : [])];
  }

  #popup(options: readonly Option[], listId: string, parts: SearchBoxParts): TemplateResult {
    const { label, list, noMatch } = parts;
    const pick = (option: Option) => this.#pick(option);
    return drawPopup({ listId, label, options, at: this.#at, list, noMatch, pick });
  }

  #type(event: Event): void {
    const { target } = event;
    if (!(target instanceof HTMLInputElement)) return;
    this.#typed = target.value;
    this.#open = true;
    this.#at = -1;
    this.#parts?.search(target.value);
    this.#redraw();
  }

  #key(event: KeyboardEvent): void {
    const steps: Readonly<Record<string, () => boolean>> = {
      ArrowDown: () => this.#move(1),
      ArrowUp: () => this.#move(-1),
      Enter: () => this.#enter(),
      Escape: () => this.#escape(),
      Backspace: () => this.#backspace(),
    };
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (steps[event.key]?.() === true) {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  #move(step: number): boolean {
    const count = this.#options().length;
    if (!this.#open) this.#unfold();
    else if (count > 0) this.#at = (this.#at + step + count + (this.#at < 0 && step < 0 ? 1 : 0)) % count;
    this.#redraw();
    document
      .getElementById(optionId(`${this.#parts?.id ?? ''}-list`, this.#at))
      ?.scrollIntoView({ block: 'nearest' });
    return true;
  }

  #enter(): boolean {
    const option = this.#open ? this.#options()[this.#at] : undefined;
    if (option) this.#pick(option);
    else this.commit();
    return true;
  }

  #escape(): boolean {
    if (!this.#open && this.#typed === undefined) return false;
    this.#fold();
    return true;
  }

  #backspace(): boolean {
    const { onBackspace, text = '' } = this.#parts ?? {};
    if (!onBackspace || (this.#typed ?? text) !== '') return false;
    onBackspace();
    return true;
  }

  #pick(option: Option): void {
    const { pick } = this.#parts ?? {};
    this.#fold();
    pick?.(option);
  }

  #unfold(): void {
    if (this.#open) return;
    this.#open = true;
    this.#parts?.search(this.#typed ?? '');
    this.#redraw();
  }

  #fold(): void {
    this.#typed = undefined;
    this.#open = false;
    this.#at = -1;
    this.#redraw();
  }
}
