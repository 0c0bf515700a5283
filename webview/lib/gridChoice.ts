import { t } from '@vscode/l10n';
import { html, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { RowText } from '../../src/core/protocol/charges.ts';

/** Rows of a grid that a person chooses. */
export interface GridChoice {
  readonly all: 'all' | 'some' | 'none';
  choose(key: string, chosen: boolean): void;
  chooseAll(all: boolean): void;
}

/** The box of a row. The Tab key passes it: Space on the row does the same. */
export function rowBox({ key, label, chosen = false }: RowText, choice: GridChoice): TemplateResult {
  return html`<input
    type="checkbox"
    tabindex="-1"
    aria-label=${t('Select {0}', label)}
    .checked=${live(chosen)}
    @change=${() => {
      choice.choose(key, !chosen);
    }}
  />`;
}

/** The box of all rows, at the head of the grid. */
export function headBox(choice: GridChoice): TemplateResult {
  const { all } = choice;
  return html`<input
    type="checkbox"
    id="choose-all"
    aria-label=${t('Select all')}
    title=${t('Select all')}
    .checked=${live(all === 'all')}
    .indeterminate=${all === 'some'}
    @change=${() => {
      choice.chooseAll(all !== 'all');
    }}
  />`;
}
