import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { brief } from '../../src/core/model/text.ts';
import type { FieldForm } from '../../src/core/protocol/number.ts';
import './form.css';
import { icons } from './icons.ts';
import { controlId, type ControlParts } from './controlParts.ts';
import { onOff, placeholder, secret, text, words } from './plainControls.ts';
import type { Option } from './popup.ts';
import { SearchBox } from './searchBox.ts';

const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

/** The control of one setting, by its kind. */
export class Controls {
  readonly #boxes = new Map<string, SearchBox>();

  draw(parts: ControlParts): TemplateResult {
    switch (parts.field.kind) {
      case 'text':
        return text(parts);
      case 'secret':
        return secret(parts);
      case 'switch':
        return onOff(parts);
      case 'choice':
        return this.#choice(parts);
      case 'tags':
        return this.#tags(parts);
      case 'enum':
        return words(parts);
    }
  }

  #box({ field, redraw, typing }: ControlParts): SearchBox {
    const known = this.#boxes.get(field.id);
    if (known) return known;
    const box = new SearchBox(redraw);
    this.#boxes.set(field.id, box);
    typing.whenFlushed(field.id, () => box.commit());
    return box;
  }

  #choice(parts: ControlParts): TemplateResult {
    const { field, choices, typing, describedBy, disabled } = parts;
    const { source = '' } = field;
    const value = typing.shown(field);
    const id = typeof value === 'string' ? value : '';
    const list = choices[source];
    const found = list?.phase === 'ready' ? list.options.find((option) => option.id === id) : undefined;
    const name = id === field.value ? (field.told ?? found?.name) : found?.name;
    const pick = (option: Option) => typing.set(field.id, option.id === '' ? null : option.id);
    return html`<div class="choice">
      ${icons.unfold()}
      ${this.#box(parts).draw({
        id: controlId(field),
        label: field.label,
        text: name ?? id,
        placeholder: placeholder(parts, value),
        describedBy,
        invalid: field.errors.length > 0,
        disabled,
        list,
        extra: [{ id: '', name: t('None') }],
        search: (query) => parts.search(source, query),
        pick,
        take: (typed) => {
          if (typed.trim() === '' && parts.unset !== undefined) {
            parts.leave();
            return;
          }
          const options = list?.phase === 'ready' ? list.options : [];
          const named = options.filter((option) => same(option.name, typed.trim()));
          const id = named.length === 1 ? named[0]?.id : typed.trim();
          typing.set(field.id, id === undefined || id === '' ? null : id);
        },
      })}
      ${id === '' ? nothing : idLine(id, name)}
    </div>`;
  }

  #tags(parts: ControlParts): TemplateResult {
    const { field, choices, typing, describedBy, disabled } = parts;
    const { source = '' } = field;
    const value = typing.shown(field);
    const tags = Array.isArray(value) ? value.filter((tag) => typeof tag === 'string') : [];
    const set = (next: readonly string[]) => typing.set(field.id, next);
    const add = (typed: string) => {
      const fresh = typed
        .split(',')
        .map((tag) => tag.trim())
        .filter((tag) => tag !== '' && !tags.some((one) => same(one, tag)));
      if (fresh.length > 0) set([...tags, ...fresh]);
    };
    const list = choices[source];
    const free =
      list?.phase === 'ready' ? list.options.filter(({ id }) => !tags.some((one) => same(one, id))) : [];
    return html`<div class="tags">
      ${tags.length === 0 ? nothing : tagList(field, tags, disabled, set)}
      ${this.#box(parts).draw({
        id: controlId(field),
        label: t('Add to {0}', field.label),
        text: '',
        placeholder: t('Add a tag'),
        noMatch: t('Press Enter to add a new tag.'),
        describedBy,
        invalid: field.errors.length > 0,
        disabled,
        list: list?.phase === 'ready' ? { ...list, options: free } : list,
        search: (query) => parts.search(source, query),
        pick: ({ id }) => add(id),
        take: add,
        onBackspace: () => {
          if (tags.length > 0) set(tags.slice(0, -1));
        },
      })}
    </div>`;
  }
}

function idLine(id: string, name: string | undefined): TemplateResult {
  return html`<p class="muted id-line">
    ${name === undefined ? t('Name not known') : t('ID')}: <bdi>${brief(id)}</bdi>
  </p>`;
}

function tagList(
  field: FieldForm,
  tags: readonly string[],
  disabled: boolean,
  set: (tags: readonly string[]) => void,
): TemplateResult {
  return html`<ul class="tag-list" aria-label=${field.label}>
    ${tags.map(
      (tag) =>
        html`<li>
          <bdi>${brief(tag, 60)}</bdi>
          <button
            type="button"
            ?disabled=${disabled}
            aria-label=${t('Remove tag {0}', brief(tag, 60))}
            title=${t('Remove')}
            @click=${() => {
              set(tags.filter((one) => one !== tag));
              document.getElementById(controlId(field))?.focus();
            }}
          >
            <span aria-hidden="true">×</span>
          </button>
        </li>`,
    )}
  </ul>`;
}
