import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { visible } from '../../src/core/model/text.ts';
import type { JsonEntry, JsonNode } from '../../src/core/model/jsonTree.ts';

/** As deep as this, values stand open at first. */
const openDepth = 3;
/** More entries of one value nobody reads at once; more levels no page is wide enough for. */
const mostEntries = 200;
const mostDepth = 60;

/** JSON in the colours of the theme; objects and arrays fold, by mouse and by keyboard. */
export function foldedJson(root: JsonNode): TemplateResult {
  return html`<div class="json" role="group" aria-label="JSON">${line({ value: root }, 0)}</div>`;
}

function label({ key }: JsonEntry): TemplateResult | typeof nothing {
  return key === undefined
    ? nothing
    : html`<span class="json-key"><bdi>${visible(JSON.stringify(key))}</bdi></span
        >: `;
}

function line(entry: JsonEntry, depth: number): TemplateResult {
  const { value } = entry;
  if ('text' in value) {
    const words = value.kind === 'string' ? JSON.stringify(value.text) : value.text;
    return html`<div class="json-line">
      ${label(entry)}<span class="json-${value.kind}"><bdi>${visible(words)}</bdi></span>
    </div>`;
  }
  const [begin, end] = value.kind === 'object' ? '{}' : '[]';
  const count = value.entries.length;
  if (count === 0) return html`<div class="json-line">${label(entry)}${begin}${end}</div>`;
  if (depth >= mostDepth)
    return html`<div class="json-line">
      ${label(entry)}<span class="muted">${t('(deeper levels are not drawn)')}</span>
    </div>`;
  return html`<details ?open=${depth < openDepth}>
    <summary>
      ${label(entry)}${begin}
      <span class="muted">${count === 1 ? t('1 entry') : t('{0} entries', count)}</span>
    </summary>
    <div class="json-inside">
      ${value.entries.slice(0, mostEntries).map((child) => line(child, depth + 1))}
      ${
        count > mostEntries
          ? html`<p class="muted">${t('({0} more entries)', count - mostEntries)}</p>`
          : nothing
      }
    </div>
    <div class="json-line">${end}</div>
  </details>`;
}
