import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { BatchActs, BatchPage, BatchSection } from '../../src/core/protocol/batch.ts';
import { startPage, type Page } from '../lib/page.ts';
import { banner, failureBanner, loadingBar } from '../lib/pieces.ts';
import { drawTabs, mark, Tabs, type TabParts } from '../lib/tabs.ts';
import { button } from '../lib/toolkit.ts';
import { flushOnLeaving, Typing } from '../lib/typing.ts';
import { drawField } from './field.ts';
import './batch.css';

type FormPage = Page<BatchPage, BatchActs>;

const typing: Typing = new Typing(
  (edit) => page.act('wish', edit),
  () => page.redraw(),
);

/** The tab in front is kept beside what the panel needs to come back. */
let tab: unknown;
const tabs: Tabs = new Tabs(
  () => tab ?? page.kept(),
  (kept) => {
    tab = kept;
    keep(page.state);
    page.redraw();
  },
);

const keep = (state: BatchPage | undefined) => {
  if (state) page.keep({ ...state.restore, tab: tabs.inFront(state.sections) });
};

const page: FormPage = startPage<BatchPage, BatchActs>((state, self) => {
  typing.heard(state.heard);
  keep(state);
  return html`
    ${state.busy || state.looked === 'looking' ? loadingBar(t('Talking to Telnyx')) : nothing}
    <header>
      <h1>${state.title}</h1>
      <p class="muted">
        <bdi>${state.numbers}</bdi>${state.numbers === '' ? nothing : ' · '}<bdi>${state.account}</bdi>
      </p>
    </header>
    <div class="notes">${notes(state, self)}</div>
    ${drawTabs(
      state.sections.map((section) => tabOf(section, state, self)),
      tabs,
      nothing,
    )}
    ${foot(state, self)}
  `;
});

flushOnLeaving(typing);

/** What a person should know about the form as a whole. */
function notes(state: BatchPage, self: FormPage): TemplateResult {
  const look = { label: t('Look at What They Have'), onClick: () => self.act('look') };
  const stop = { label: t('Stop'), onClick: () => self.act('stop') };
  return html`
    ${state.closed === undefined ? nothing : banner({ tone: 'warning', sentence: state.closed })}
    ${state.readOnly === undefined ? nothing : banner({ tone: 'information', sentence: state.readOnly })}
    ${state.notice === undefined ? nothing : banner({ tone: 'warning', sentence: state.notice })}
    ${
      state.failure === undefined
        ? nothing
        : failureBanner(state.failure, [{ label: t('Look Again'), onClick: () => self.act('look') }])
    }
    ${
      state.looked === 'looking'
        ? banner({ tone: 'information', sentence: state.looking ?? '', actions: [stop] })
        : nothing
    }
    ${
      state.looked === 'no' && state.failure === undefined && state.closed === undefined
        ? banner({
            tone: 'information',
            sentence: t('What the numbers have now was not looked at: there are many.'),
            actions: [look],
          })
        : nothing
    }
  `;
}

function tabOf(section: BatchSection, state: BatchPage, self: FormPage): TabParts {
  const wrong = section.fields.filter(({ field }) => field.errors.length > 0).length;
  const wished = section.fields.filter((one) => one.wished).length;
  return {
    key: section.key,
    label: section.label,
    marks:
      wrong > 0
        ? mark('wrong', '!', t('something is wrong'))
        : wished > 0
          ? mark('change', String(wished), t('{0} to be changed', wished))
          : nothing,
    panel: html`
      <h2 class="spoken">${section.label}</h2>
      ${section.note === undefined ? nothing : html`<p class="note">${section.note}</p>`}
      ${section.fields.map((field) => drawField({ field, state, page: self, typing }))}
    `,
  };
}

/** Always in sight: what will be reviewed, and that nothing is sent from here. */
function foot(state: BatchPage, self: FormPage): TemplateResult {
  const wrong = state.sections.some(({ fields }) => fields.some(({ field }) => field.errors.length > 0));
  const ready = state.summary !== undefined && !wrong && !state.busy && state.closed === undefined;
  return html`<footer>
    ${button({
      kind: 'primary',
      label: t('Review'),
      disabled: !ready,
      once: true,
      onClick: () => {
        typing.flush();
        self.act('review');
      },
    })}
    <p role="status">
      <span>${state.summary ?? t('Nothing is chosen yet.')}</span>
      <span class="muted">
        ${wrong ? t('Something chosen is wrong: see the marked tab.') : t('Nothing is sent before you have seen the plan and applied it.')}
      </span>
    </p>
  </footer>`;
}
