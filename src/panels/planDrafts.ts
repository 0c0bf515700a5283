import { FileType, Uri, workspace, type SecretStorage } from 'vscode';
import { draftOf, draftText } from './draftText.ts';
import type { Draft } from './planReview.ts';

/** So many plans that were not applied are kept of an account; older ones are forgotten, unless they are in use. */
export const mostKept = 10;

/** For so long after a window showed a draft it counts as open there, in milliseconds. */
const shownFor = 7 * 24 * 60 * 60 * 1000;
/** How often a window that shows a draft says so again, in milliseconds: well before that is over. */
export const sayShown = 12 * 60 * 60 * 1000;

export interface PlanDraftsParts {
  readonly storage: Uri;
  readonly secrets: SecretStorage;
  /** Whether a tab of this window shows this draft: that one is not forgotten. */
  readonly isOpen: (draft: Draft) => boolean;
  /** This draft was forgotten because there are too many. */
  readonly onForgotten: (draft: Draft) => void;
}

/**
 * Plans under review, kept in a file each so that neither a reload nor closing their tab loses them. Secrets in them
 * go to SecretStorage, never to a file, and go with the file.
 */
export class PlanDrafts {
  readonly #parts: PlanDraftsParts;
  readonly #folder: Uri;
  readonly #writing = new Map<string, Promise<void>>();
  readonly #removed = new Set<string>();
  #pruning = Promise.resolve();

  constructor(parts: PlanDraftsParts) {
    this.#parts = parts;
    this.#folder = Uri.joinPath(parts.storage, 'plan-drafts');
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
    return this.#read(profile, id);
  }

  /** The drafts of an account, newest first. */
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

  /** Notes for all windows that a tab shows this draft. Never rejects: at worst it counts as not shown. */
  async shown(profile: string, id: string): Promise<void> {
    await this.#writing.get(id);
    if (this.#removed.has(profile)) return;
    await quietly(workspace.fs.writeFile(this.#mark(profile, id), new Uint8Array()));
  }

  async forget(profile: string, id: string): Promise<void> {
    await this.#writing.get(id);
    await this.#drop(profile, id);
  }

  /** Forgets every draft of an account that is removed; a tab that is open still keeps nothing of it any more. */
  async forgetAll(profile: string): Promise<void> {
    this.#removed.add(profile);
    await Promise.all(this.#writing.values());
    for (const { id } of await this.list(profile)) await this.forget(profile, id);
    await quietly(workspace.fs.delete(Uri.joinPath(this.#folder, profile), { recursive: true }));
  }

  async #write(profile: string, draft: Draft): Promise<void> {
    if (this.#removed.has(profile)) return;
    const { text, secrets } = draftText(draft);
    // The file first: it is what finds the secret again.
    await workspace.fs.writeFile(this.#file(profile, draft.id), new TextEncoder().encode(text));
    if (secrets !== undefined) await this.#parts.secrets.store(secretKey(profile, draft.id), secrets);
    this.#pruning = this.#pruning.then(() => this.#prune(profile, draft.id)).catch(() => undefined);
    await this.#pruning;
  }

  /**
   * Forgets the oldest of too many, but none that is open, here or in another window, and none in which somebody has
   * decided something.
   */
  async #prune(profile: string, written: string): Promise<void> {
    for (const { id } of (await this.list(profile)).slice(mostKept)) {
      if (id === written) continue;
      const draft = await this.#read(profile, id);
      if (!draft || isDecided(draft) || this.#parts.isOpen(draft)) continue;
      if (await this.#isShown(profile, id)) continue;
      await this.#drop(profile, id);
      this.#parts.onForgotten(draft);
    }
  }

  /** Windows tell each other by a file beside the draft, whose time counts. */
  async #isShown(profile: string, id: string): Promise<boolean> {
    const mark = await quietly(workspace.fs.stat(this.#mark(profile, id)));
    return mark !== undefined && Date.now() - mark.mtime < shownFor;
  }

  async #read(profile: string, id: string): Promise<Draft | undefined> {
    const bytes = await quietly(workspace.fs.readFile(this.#file(profile, id)));
    if (!bytes) return undefined;
    const secrets = await quietly(this.#parts.secrets.get(secretKey(profile, id)));
    return draftOf({ text: new TextDecoder().decode(bytes), ...(secrets !== undefined && { secrets }) });
  }

  /** The secret first: without its file nothing would find it again. */
  async #drop(profile: string, id: string): Promise<void> {
    await quietly(this.#parts.secrets.delete(secretKey(profile, id)));
    await quietly(workspace.fs.delete(this.#file(profile, id)));
    await quietly(workspace.fs.delete(this.#mark(profile, id)));
  }

  #file(profile: string, id: string): Uri {
    return Uri.joinPath(this.#folder, profile, `${id}.json`);
  }

  #mark(profile: string, id: string): Uri {
    return Uri.joinPath(this.#folder, profile, `${id}.shown`);
  }
}

const secretKey = (profile: string, id: string) => `telnyx.plan.${profile}.${id}`;

const isDecided = ({ out, sides }: Draft) => out.length > 0 || Object.keys(sides).length > 0;

/** For steps whose failure means "not there". */
async function quietly<T>(step: Thenable<T>): Promise<T | undefined> {
  try {
    return await step;
  } catch {
    return undefined;
  }
}
