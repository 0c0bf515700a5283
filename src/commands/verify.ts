import { t } from '@vscode/l10n';
import { ProgressLocation, window } from 'vscode';
import type { Home } from '../core/files/e164.ts';
import { readEntries, type Entries } from '../core/files/numberEntries.ts';
import { sortEntries, type NumberList } from '../core/files/numberList.ts';
import { numbersWith, reportCsv, reportText, type CheckedList } from '../core/files/ownershipReport.ts';
import { grouped } from '../core/model/text.ts';
import { verifyOwnership, type Ownership } from '../core/resources/ownership.ts';
import { stillOpen } from '../core/state/left.ts';
import type { Session } from '../core/state/session.ts';
import type { Reports } from '../editors/reports.ts';
import { back } from '../host/ask.ts';
import { inMessage } from '../host/plainText.ts';
import { askHome } from './askHome.ts';
import { askList } from './askList.ts';

/** What reads written numbers is large, and wanted here only. */
const writing = () => import('../core/files/e164.ts');

/** Asks which numbers of a list are this account's (operation 6), and shows the answer. Changes nothing. */
export async function verify(session: Session, reports: Reports): Promise<void> {
  const text = await askList();
  if (text === undefined) return;
  const entries = readEntries(text);
  const list = await understand(session, entries);
  if (!list) return;
  stillOpen(session);
  if (list.numbers.length === 0) {
    const sentence = t('No phone number was found in it, so nothing was asked.');
    if (entries.entries.length === 0) {
      void window.showInformationMessage(sentence);
      return;
    }
    void window.showWarningMessage(sentence);
  }
  const ownership = await ask(
    session,
    list.numbers.map(({ phoneNumber }) => phoneNumber),
  );
  const { headings, unread } = entries;
  await show(reports, { account: session.profile.name, headings, unread, list, ownership });
}

/** The numbers of a list; undefined when the person thought better of it. */
async function understand(session: Session, { entries }: Entries): Promise<NumberList | undefined> {
  const { understandFrom, countries } = await writing();
  const list = sortEntries(entries, understandFrom(undefined));
  const [example] = list.national;
  if (!example) return list;
  const home: Home | typeof back | 'none' = await askHome(session, {
    national: list.national.length,
    of: entries.length,
    countries: countries(),
    read: (candidate) => {
      const said = understandFrom(candidate)(example.written);
      return typeof said === 'object' ? `${example.written} → ${said.phoneNumber}` : undefined;
    },
  });
  if (home === undefined || home === back) return undefined;
  return home === 'none' ? list : sortEntries(entries, understandFrom(home));
}

/** Asks with progress; what was answered before somebody stops it is kept. */
async function ask(session: Session, numbers: readonly string[]): Promise<Ownership> {
  const title = t('Verifying the ownership of {0} numbers', grouped(numbers.length));
  return window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const stop = new AbortController();
      const listener = token.onCancellationRequested(() => stop.abort());
      let before = 0;
      const onProgress = (asked: number) => {
        const increment = ((asked - before) / numbers.length) * 100;
        before = asked;
        progress.report({ increment, message: t('{0} of {1}', grouped(asked), grouped(numbers.length)) });
      };
      try {
        return await verifyOwnership(session.door, numbers, { signal: stop.signal, onProgress });
      } finally {
        listener.dispose();
      }
    },
  );
}

async function show(reports: Reports, checked: CheckedList): Promise<void> {
  const { asked, stopped } = checked.ownership;
  if (stopped) {
    const sentence = t(
      'Only the first {0} of {1} numbers were asked about. {2}',
      grouped(asked),
      grouped(checked.list.numbers.length),
      stopped.sentence,
    );
    void window.showWarningMessage(inMessage(sentence));
  }
  await reports.show({
    title: t('Ownership - {0}', checked.account),
    text: reportText(checked),
    csv: () => reportCsv(checked),
    numbers: (which) => numbersWith(checked, which),
  });
}
