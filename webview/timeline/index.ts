import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { SourceText, TimelineActs, TimelinePage } from '../../src/core/protocol/timeline.ts';
import { failed } from '../lib/failed.ts';
import { icons } from '../lib/icons.ts';
import { startPage, type Page } from '../lib/page.ts';
import { banner, emptyState, loadingBar } from '../lib/pieces.ts';
import { button, checkbox } from '../lib/toolkit.ts';
import { Lines } from './lines.ts';
import '../lib/lines.css';
import './timeline.css';

type Timeline = Page<TimelinePage, TimelineActs>;

const lines = new Lines(() => {
  started.redraw();
});

const started: Timeline = startPage<TimelinePage, TimelineActs>((state, page) => {
  page.keep(state.restore);
  return html`
    ${state.busy ? loadingBar(t('Reading the timeline…')) : nothing}
    <header>
      <div class="title">
        <h1><bdi>${state.title}</bdi></h1>
        <p class="muted ellipsis" title=${state.account}><bdi>${state.account}</bdi></p>
        ${button({
          kind: 'icon',
          label: t('Refresh'),
          drawing: icons.refresh(),
          onClick: () => page.act('refresh'),
        })}
      </div>
      ${notes(state, page)} ${sources(state, page)}
    </header>
    ${content(state, page)}
  `;
});

function notes({ closed, before, sources: all }: TimelinePage, page: Timeline): TemplateResult {
  return html`<div class="notes">
    ${closed === undefined ? nothing : banner({ tone: 'information', sentence: closed })}
    ${
      before === undefined
        ? nothing
        : banner({
            tone: 'information',
            sentence: before,
            actions: [{ label: t('Show Everything'), onClick: () => page.act('everything') }],
          })
    }
    ${all.map(({ name, label, failure }) =>
      failure === undefined
        ? nothing
        : failed(
            { ...failure, sentence: t('{0}: {1}', label, failure.sentence) },
            { repair: (way) => page.act('repair', way), retry: () => page.act('further', name) },
          ),
    )}
  </div>`;
}

function sources({ sources: all }: TimelinePage, page: Timeline): TemplateResult | typeof nothing {
  if (all.length === 0) return nothing;
  return html`<div class="sources" role="group" aria-label=${t('What is shown')}>
    ${all.map((one) => source(one, page))}
  </div>`;
}

function source({ name, label, shown, words }: SourceText, page: Timeline): TemplateResult {
  return html`<div class="source">
    ${checkbox({
      id: `source-${name}`,
      label,
      checked: shown,
      onChange: (wanted) => page.act('show', { source: name, shown: wanted }),
    })}
    ${words === '' ? nothing : html`<span class="muted">${words}</span>`}
  </div>`;
}

function content(state: TimelinePage, page: Timeline): TemplateResult | typeof nothing {
  const { closed, lines: told, sources: all, busy, notes: said, canGoBack } = state;
  if (closed !== undefined) return nothing;
  const none = all.every(({ shown }) => !shown);
  return html`
    ${
      told.total > 0
        ? lines.draw(state, page)
        : emptyState(
            busy
              ? t('Reading the timeline…')
              : none
                ? t('Choose above what to show.')
                : t('Nothing is known of this time.'),
            busy || none || !canGoBack ? undefined : t('Load what is older, or choose above what to show.'),
          )
    }
    <footer>
      ${button({
        label: t('Load Older'),
        disabled: none || !canGoBack,
        onClick: () => page.act('older'),
      })}
      <p class="muted" role="status">${said.join(' ')}</p>
    </footer>
  `;
}
