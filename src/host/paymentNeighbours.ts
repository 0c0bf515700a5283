import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isOpen, paymentIn, type Payment } from '../core/billing/payment.ts';
import type { Neighbour } from '../core/billing/paymentStore.ts';
import { PaymentFiles } from './paymentFiles.ts';

/** Behind the name of a folder whose account was removed; no id of a profile has a point. */
const removed = '.removed';

/** The payments in the folder of all of them, but those of one account. */
export async function neighboursIn(all: string, own: string): Promise<readonly Neighbour[]> {
  const folders = await readdir(all, { withFileTypes: true }).catch((thrown: unknown) => {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return [];
    throw thrown;
  });
  return folders
    .filter((folder) => folder.isDirectory() && folder.name !== own)
    .map(({ name: id }) => ({
      id,
      store: new PaymentFiles(join(all, id)),
      close: async () => {
        if (id.endsWith(removed)) await rm(join(all, id), { recursive: true, force: true });
      },
    }));
}

/**
 * Forgets the payments of an account that is removed, unless one is open: that one is kept, and resolved with, since the
 * account may come back under another name while it is on its way.
 */
export async function forgetPayments(all: string, id: string): Promise<Payment | undefined> {
  const folder = join(all, id);
  const last = await new PaymentFiles(folder).newest();
  const payment = last && paymentIn(last.generation, last.text);
  if (!payment || !isOpen(payment)) {
    await rm(folder, { recursive: true, force: true });
    return undefined;
  }
  await rename(folder, `${folder}${removed}`);
  return payment;
}
