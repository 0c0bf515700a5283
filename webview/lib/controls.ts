import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { brief } from '../../src/core/model/text.ts';
import type { ChoiceList, FieldForm, FieldValue } from '../../src/core/protocol/number.ts';
import './form.css';
import { icons } from './icons.ts';
import { SearchBox, type Option } from './searchBox.ts';
import { button, checkbox, choice, textField } from './toolkit.ts';
import type { Typing } from './typing.ts';

/** The control of a setting in a form: what it shows, and whom it tells. */
export interface ControlParts {
  readonly field: FieldForm;
  /** The choices that are known, by their source. */
  readonly choices: Readonly<Record<string, ChoiceList>>;
  readonly typing: Typing;
  /** Ids of what explains the field, for screen readers. */
  readonly describedBy: string;
  readonly disabled: boolean;
  readonly search: (source: string, query: string) => void;
  /** What stands where nothing is wished, in a form of wishes: there an emptied field is no wish. */
  readonly unset?: string;
  /** Takes back what was wished for this field. */
  readonly leave: () => void;
  readonly redraw: () => void;
}

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

const controlId = ({ id }: FieldForm): string => `control-${id}`;

function text(parts: ControlParts): TemplateResult {
  const { field, typing, disabled } = parts;
  // Where nobody knows the present value, an empty field is no wish: none has a button of its own.
  const offersNone = !disabled && field.clearable && typing.shown(field) === undefined;
  if (!offersNone) return textBox(parts);
  return html`<div class="secret">
    ${textBox(parts)} ${button({ label: t('Set to None'), onClick: () => typing.set(field.id, null) })}
  </div>`;
}

/** What an empty field says. */
function placeholder({ unset }: ControlParts, value: FieldValue | undefined): string {
  return value === undefined ? (unset ?? t('Unknown: Telnyx does not tell it')) : t('None');
}

function textBox(parts: ControlParts): TemplateResult {
  const { field, typing, describedBy, disabled, unset, leave } = parts;
  const value = typing.shown(field);
  return textField({
    id: controlId(field),
    label: field.label,
    value: typeof value === 'string' ? value : '',
    placeholder: placeholder(parts, value),
    describedBy,
    invalid: field.errors.length > 0,
    disabled,
    onInput: (typed) =>
      typed === '' && unset !== undefined ? leave() : typing.type(field.id, typed === '' ? null : typed),
  });
}

/** Never shows what is set. An emptied field means "leave it", so removing has a button of its own. */
function secret(parts: ControlParts): TemplateResult {
  const { field, typing, describedBy, disabled, leave } = parts;
  const value = typing.shown(field);
  return html`<div class="secret">
    ${textField({
      id: controlId(field),
      type: 'password',
      label: field.label,
      value: typeof value === 'string' ? value : '',
      placeholder: parts.unset !== undefined ? placeholder(parts, value) : secretPlaceholder(field, value),
      describedBy,
      invalid: field.errors.length > 0,
      disabled,
      onInput: (typed) => (typed === '' ? leave() : typing.type(field.id, typed)),
    })}
    ${
      disabled || value === null
        ? nothing
        : button({ label: t('Remove'), onClick: () => typing.set(field.id, null) })
    }
  </div>`;
}

function secretPlaceholder({ told }: FieldForm, value: FieldValue | undefined): string {
  if (value === null) return t('None');
  return told === undefined ? t('Unknown: Telnyx does not tell it') : t('Unchanged');
}

function onOff({ field, typing, describedBy, disabled }: ControlParts): TemplateResult {
  return checkbox({
    id: controlId(field),
    label: field.label,
    checked: typing.shown(field) === true,
    describedBy,
    disabled,
    onChange: (checked) => typing.set(field.id, checked),
  });
}

/** One of a few words; a value nobody told, or none, is an entry that can be left and not chosen again. */
function words({ field, typing, describedBy, disabled, unset, leave }: ControlParts): TemplateResult {
  const value = typing.shown(field);
  const chosen = typeof value === 'string' ? value : '';
  const none = value === undefined ? t('Unknown: Telnyx does not tell it') : t('None');
  const offersEmpty = unset !== undefined || chosen === '' || field.clearable;
  return choice({
    id: controlId(field),
    label: field.label,
    value: chosen,
    options: [...(offersEmpty ? [{ value: '', label: unset ?? none }] : []), ...(field.options ?? [])],
    describedBy,
    invalid: field.errors.length > 0,
    disabled,
    onChange: (next) => {
      if (next !== '') typing.set(field.id, next);
      else if (unset !== undefined) leave();
      else typing.set(field.id, null);
    },
  });
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
