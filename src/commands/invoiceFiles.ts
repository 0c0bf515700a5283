import { t } from '@vscode/l10n';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ProgressLocation, Uri, window } from 'vscode';
import type { Subject } from '../core/model/item.ts';
import { writeWhole } from '../core/files/wholeFile.ts';
import { invoicePdf } from '../core/resources/invoicePdf.ts';
import type { Session } from '../core/state/session.ts';
import { Failure } from '../core/telnyx/failure.ts';
import { failureFrom } from '../core/telnyx/failureFrom.ts';
import { folderAt } from '../host/folder.ts';
import { inLabel } from '../host/plainText.ts';

export type Invoice = Extract<Subject, { readonly type: 'invoice' }>;

export interface Downloaded {
  /** The files that are there now. */
  readonly names: readonly string[];
  readonly failed: readonly { readonly invoice: Invoice; readonly failure: Failure }[];
  readonly cancelled: boolean;
}

/** So many invoices are asked for at once: enough to keep a line busy, few enough to bound memory. */
const atOnce = 2;

/**
 * Saves the PDFs of invoices into a folder while a notification tells how far it is and lets it be cancelled. Each is
 * there whole or not at all. Nothing is replaced but the file `as`, whose name a person chose and agreed to.
 */
export async function download(
  session: Session,
  invoices: readonly Invoice[],
  folder: Uri,
  as?: string,
): Promise<Downloaded> {
  const names: string[] = [];
  const failed: { invoice: Invoice; failure: Failure }[] = [];
  const title =
    invoices.length === 1 ? t('Saving invoice {0}', inLabel(invoices[0]?.label ?? '')) : t('Saving invoices');
  const cancelled = await window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const stop = new AbortController();
      token.onCancellationRequested(() => stop.abort());
      const waiting = invoices[Symbol.iterator]();
      const work = async () => {
        for (const invoice of waiting) {
          if (stop.signal.aborted) return;
          try {
            const bytes = await invoicePdf(session.door, invoice.id, {
              baseUrl: session.profile.baseUrl,
              signal: stop.signal,
              onProgress: (received, total) => {
                if (invoices.length === 1) progress.report({ message: amountOf(received, total) });
              },
            });
            names.push(await writeWhole(folderAt(folder), as ?? invoice.file, bytes, as !== undefined));
          } catch (thrown) {
            const failure = asFailure(thrown);
            if (failure.kind !== 'cancelled') failed.push({ invoice, failure });
          }
          if (invoices.length > 1)
            progress.report({
              message: t('{0} of {1}', names.length + failed.length, invoices.length),
              increment: 100 / invoices.length,
            });
        }
      };
      await Promise.all(Array.from({ length: atOnce }, work));
      return stop.signal.aborted;
    },
  );
  return { names, failed, cancelled };
}

function amountOf(received: number, total: number | undefined): string {
  const kilobytes = (bytes: number) => Math.ceil(bytes / 1024);
  return total === undefined
    ? t('{0} KB', kilobytes(received))
    : t('{0} of {1} KB', kilobytes(received), kilobytes(total));
}

/** Why nothing could be written, by the code of the operating system or of VS Code. */
const reasons: Readonly<Record<string, () => string>> = {
  ENOSPC: () => t('the disk is full.'),
  EDQUOT: () => t('the disk is full.'),
  EACCES: () => t('you may not write into this folder.'),
  EPERM: () => t('you may not write into this folder.'),
  EROFS: () => t('you may not write into this folder.'),
  NoPermissions: () => t('you may not write into this folder.'),
  ENOENT: () => t('the folder is not there any more.'),
  FileNotFound: () => t('the folder is not there any more.'),
};

/** What went wrong in writing is told as that. */
function asFailure(thrown: unknown): Failure {
  if (thrown instanceof Failure || !(thrown instanceof Error))
    return failureFrom(thrown, { host: '', writeSent: false });
  const reason = 'code' in thrown ? reasons[String(thrown.code)]?.() : undefined;
  const sentence = t('The PDF could not be written: {0}', reason ?? thrown.message);
  return new Failure({ kind: 'unknown', sentence, wayOut: 'none', cause: thrown.name });
}

/** Copies that were opened longer ago are removed with the next one: 1 day. */
const mostAge = 24 * 60 * 60 * 1000;

/** Copies of invoices for the program that shows PDFs, in a folder that only this user of the machine may read. */
export async function openedCopy(
  session: Session,
  invoices: readonly Invoice[],
  storage: Uri,
): Promise<readonly Uri[]> {
  const all = join(storage.fsPath, 'invoices');
  await mkdir(all, { recursive: true, mode: 0o700 });
  await removeOld(all);
  const folder = join(all, crypto.randomUUID());
  await mkdir(folder, { mode: 0o700 });
  const { names, failed } = await download(session, invoices, Uri.file(folder));
  const [first] = failed;
  if (first) throw first.failure;
  return names.map((name) => Uri.file(join(folder, name)));
}

async function removeOld(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }));
    if (Date.now() - mtimeMs > mostAge)
      await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}
