import * as v from 'valibot';
import { FileType, Uri, workspace, type SecretStorage } from 'vscode';
import type { Proposal } from '../core/plan/proposal.ts';
import { settingId } from '../core/settings/setting.ts';
import { tableOf, type Draft } from './planReview.ts';

/** So many plans that were not applied are kept of an account; older ones are forgotten. */
const mostKept = 10;

const value = v.union([v.string(), v.boolean(), v.null(), v.pipe(v.array(v.string()), v.readonly())]);
const values = v.record(v.string(), value);
const number = v.object({ id: v.string(), phoneNumber: v.string() });

const draftSchema = v.object({
  id: v.string(),
  proposal: v.object({
    source: v.picklist(['verb', 'form', 'documents', 'import', 'drop', 'undo', 'retry']),
    family: v.exactOptional(v.picklist(['numbers', 'mobile'])),
    title: v.string(),
    wishes: v.array(v.object({ number, base: values, mine: values })),
    deletions: v.array(number),
  }),
  remarks: v.array(v.string()),
  out: v.array(v.string()),
  sides: v.record(v.string(), v.picklist(['mine', 'theirs'])),
});

/**
 * Plans under review, kept so that neither a reload nor closing their tab loses them. One with a secret in it goes to
 * SecretStorage, never to a file.
 */
export class PlanDrafts {
  readonly #folder: Uri;
  readonly #secrets: SecretStorage;
  readonly #writing = new Map<string, Promise<void>>();

  constructor(storage: Uri, secrets: SecretStorage) {
    this.#folder = Uri.joinPath(storage, 'plan-drafts');
    this.#secrets = secrets;
  }

  /** Writes one draft after the other. What cannot be written is lost with the window only: never rejects. */
  keep(profile: string, draft: Draft): Promise<void> {
    const before = this.#writing.get(draft.id) ?? Promise.resolve();
    const written = before.then(() => this.#write(profile, draft)).catch(() => undefined);
    this.#writing.set(draft.id, written);
    return written;
  }

  async load(profile: string, id: string): Promise<Draft | undefined> {
    await this.#writing.get(id);
    const text =
      (await quietly(workspace.fs.readFile(this.#file(profile, id)))) ??
      (await quietly(this.#secrets.get(secretKey(profile, id))));
    if (text === undefined) return undefined;
    return decode(typeof text === 'string' ? text : new TextDecoder().decode(text));
  }

  /** The drafts of an account that are files, newest first. */
  async list(profile: string): Promise<readonly { readonly id: string; readonly at: number }[]> {
    const folder = Uri.joinPath(this.#folder, profile);
    const entries = (await quietly(workspace.fs.readDirectory(folder))) ?? [];
    const files = entries.filter(([name, type]) => type === FileType.File && name.endsWith('.json'));
    const dated = await Promise.all(
      files.map(async ([name]) => {
        const stat = await quietly(workspace.fs.stat(Uri.joinPath(folder, name)));
        return { id: name.replace(/\.json$/, ''), at: stat?.mtime ?? 0 };
      }),
    );
    return dated.sort((one, other) => other.at - one.at);
  }

  async forget(profile: string, id: string): Promise<void> {
    await this.#writing.get(id);
    await quietly(workspace.fs.delete(this.#file(profile, id)));
    await quietly(this.#secrets.delete(secretKey(profile, id)));
  }

  /** Forgets every draft of an account that is removed. */
  async forgetAll(profile: string): Promise<void> {
    await quietly(workspace.fs.delete(Uri.joinPath(this.#folder, profile), { recursive: true }));
  }

  async #write(profile: string, draft: Draft): Promise<void> {
    const text = JSON.stringify(draft);
    if (holdsSecret(draft.proposal)) {
      await this.#secrets.store(secretKey(profile, draft.id), text);
      return;
    }
    await workspace.fs.writeFile(this.#file(profile, draft.id), new TextEncoder().encode(text));
    for (const { id } of (await this.list(profile)).slice(mostKept)) await this.forget(profile, id);
  }

  #file(profile: string, id: string): Uri {
    return Uri.joinPath(this.#folder, profile, `${id}.json`);
  }
}

const secretKey = (profile: string, id: string) => `telnyx.plan.${profile}.${id}`;

function holdsSecret(proposal: Proposal): boolean {
  const ids = tableOf(proposal.family)
    .settings.filter(({ type }) => type.kind === 'secret')
    .map(settingId);
  const told = new Set(proposal.wishes.flatMap(({ mine, base }) => [mine, base]));
  return [...told].some((one) => ids.some((id) => typeof one[id] === 'string'));
}

function decode(text: string): Draft | undefined {
  try {
    return v.parse(draftSchema, JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** For steps whose failure means "not there". */
async function quietly<T>(step: Thenable<T>): Promise<T | undefined> {
  try {
    return await step;
  } catch {
    return undefined;
  }
}
