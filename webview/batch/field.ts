import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { brief } from '../../src/core/model/text.ts';
import { tagWays, type BatchActs, type BatchField, type BatchPage } from '../../src/core/protocol/batch.ts';
import { Controls } from '../lib/controls.ts';
import type { Page } from '../lib/page.ts';
import { button, choice } from '../lib/toolkit.ts';
import type { Typing } from '../lib/typing.ts';

const controls = new Controls();

export interface BatchFieldParts {
  readonly field: BatchField;
  readonly state: BatchPage;
  readonly page: Page<BatchPage, BatchActs>;
  readonly typing: Typing;
}

/** One setting of many numbers: label, help, what they have, control, and the way back to leaving it as it is. */
export function drawField(parts: BatchFieldParts): TemplateResult {
  const { field: form, now, wished, note } = parts.field;
  const part = (name: string) => `${name}-${form.id}`;
  const touched = wished || parts.field.way !== undefined || parts.typing.shown(form) !== undefined;
  return html`<div class=${wished ? 'setting changed' : 'setting'} role="group" aria-label=${form.label}>
    <h3>${form.label}</h3>
    <p class="help" id=${part('help')}>${form.help}</p>
    <p class="now" id=${part('now')}><bdi>${brief(now, 400)}</bdi></p>
    ${form.kind === 'tags' ? tags(parts) : control(parts)}
    ${
      form.errors.length === 0
        ? nothing
        : html`<div class="complaint" id=${part('errors')} role="alert">
            ${form.errors.map((sentence) => html`<p>${sentence}</p>`)}
          </div>`
    }
    ${
      touched
        ? html`<div class="change">
            ${button({ label: t('Leave as It Is'), onClick: leave(parts) })}
            ${note === undefined ? nothing : html`<p class="muted">${note}</p>`}
          </div>`
        : nothing
    }
  </div>`;
}

const leave =
  ({ field, page, typing }: BatchFieldParts) =>
  () => {
    typing.forget(field.field.id);
    page.act('leave', { id: field.field.id });
  };

function control(parts: BatchFieldParts): TemplateResult {
  const { field, state, page, typing } = parts;
  const { id, errors } = field.field;
  return controls.draw({
    field: field.field,
    choices: state.choices,
    typing,
    describedBy: [`help-${id}`, `now-${id}`, ...(errors.length > 0 ? [`errors-${id}`] : [])].join(' '),
    disabled: false,
    unset: t('Leave as it is'),
    search: (source, query) => page.act('search', { source, query }),
    leave: leave(parts),
    redraw: () => page.redraw(),
  });
}

/** Tags are added to what is there, taken from it, or put in its place. */
function tags(parts: BatchFieldParts): TemplateResult {
  const { field, page, typing } = parts;
  const { id, label } = field.field;
  const words = {
    add: t('Add tags to those they have'),
    remove: t('Take tags away'),
    replace: t('Replace all their tags'),
  };
  return html`<div class="tag-way">
    ${choice({
      id: `way-${id}`,
      label: t('What to do with {0}', label),
      value: field.way ?? '',
      options: [
        { value: '', label: t('Leave as it is') },
        ...tagWays.map((way) => ({ value: way, label: words[way] })),
      ],
      describedBy: `help-${id} now-${id}`,
      onChange: (next) => {
        const way = tagWays.find((one) => one === next);
        if (way === undefined) typing.forget(id);
        page.act('way', { id, ...(way && { way }) });
      },
    })}
    ${field.way === undefined ? nothing : control(parts)}
    ${
      field.way === 'replace' && emptyList(typing.shown(field.field))
        ? html`<p class="muted">${t('Without a tag in the list, all tags are taken away.')}</p>`
        : nothing
    }
  </div>`;
}

const emptyList = (value: unknown) => !Array.isArray(value) || value.length === 0;
