/** A folder that files are written into. */
export interface Folder {
  write(name: string, bytes: Uint8Array): Promise<void>;
  /** Gives a file another name; false where that is taken and nothing may be replaced. */
  move(from: string, to: string, replace: boolean): Promise<boolean>;
  remove(name: string): Promise<void>;
}

/** More files of one name than these nobody has. */
const mostCopies = 1000;

/**
 * Writes a file whole or not at all: under a name of its own first, which nobody takes for the file. Where nothing may be
 * replaced and the name is taken, a number is added: `invoice (2).pdf`. Returns the name it has.
 */
export async function writeWhole(
  folder: Folder,
  name: string,
  bytes: Uint8Array,
  replace: boolean,
): Promise<string> {
  const part = `.${name}.${crypto.randomUUID()}.part`;
  try {
    await folder.write(part, bytes);
    return await inTurn(() => take(folder, part, name, replace));
  } catch (thrown) {
    await folder.remove(part).catch(() => undefined);
    throw thrown;
  }
}

async function take(folder: Folder, part: string, name: string, replace: boolean): Promise<string> {
  for (let copy = 1; copy <= mostCopies; copy++) {
    const wanted = copy === 1 ? name : numbered(name, copy);
    if (await folder.move(part, wanted, replace)) return wanted;
  }
  throw new RangeError('All names are taken');
}

let last: Promise<unknown> = Promise.resolve();

/** One after the other: whether a name is taken is looked at first and acted on later, so two at once could both have it. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = last.then(work, work);
  last = turn.catch(() => undefined);
  return turn;
}

function numbered(name: string, copy: number): string {
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? `${name} (${String(copy)})` : `${name.slice(0, dot)} (${String(copy)})${name.slice(dot)}`;
}
