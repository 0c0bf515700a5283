import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { LeaksActs, LeaksState } from '../../src/core/protocol/leaks.ts';
import { failed } from '../lib/failed.ts';
import type { Page } from '../lib/page.ts';
import { button, checkbox, choice } from '../lib/toolkit.ts';

type LeaksPage = Page<LeaksState, LeaksActs>;

/** Asks whether to look for messages and calls: it takes many requests, so nobody is asked unless a person wants it. */
export function records({ records }: LeaksState, page: LeaksPage): TemplateResult {
  const { days, spans, types, running, told, failure } = records;
  const busy = running !== undefined;
  return html`<section class="records" aria-label=${t('Messages and calls')}>
    <h2>${t('Messages and calls')}</h2>
    <div class="question">
      ${choice({
        id: 'days',
        label: t('Period'),
        value: String(days),
        disabled: busy,
        options: spans.map((span) => ({ value: String(span.days), label: span.label })),
        onChange: (value) => {
          const span = spans.find((one) => String(one.days) === value);
          if (span) page.act('days', span.days);
        },
      })}
      ${types.map(({ type, label, chosen }) =>
        checkbox({
          id: `type-${type}`,
          label,
          checked: chosen,
          disabled: busy,
          onChange: (now) => page.act('type', { type, chosen: now }),
        }),
      )}
      ${
        busy
          ? button({ label: t('Stop'), onClick: () => page.act('stop') })
          : button({
              label: t('Look for Messages and Calls'),
              disabled: types.every(({ chosen }) => !chosen),
              onClick: () => page.act('search'),
            })
      }
      <span role="status">${running ?? nothing}</span>
    </div>
    <p class="muted">
      ${
        told.length > 0 || busy
          ? told.join(' ')
          : t('Reads the detail records of this period, 50 with each request, so it can take a while.')
      }
    </p>
    ${
      failure
        ? failed(failure, { repair: (way) => page.act('repair', way), retry: () => page.act('search') })
        : nothing
    }
  </section>`;
}
