/** Cuts bytes into whole lines. */
export class WholeLines {
  readonly #decoder = new TextDecoder();
  #rest = new Uint8Array();
  /** Bytes of all whole lines. */
  length = 0;

  /** Bytes behind the last line break. */
  get rest(): number {
    return this.#rest.length;
  }

  *cut(bytes: Uint8Array): Generator<string> {
    let from = 0;
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, from)) {
      const line = joined(this.#rest, bytes.subarray(from, at));
      this.#rest = new Uint8Array();
      this.length += line.length + 1;
      from = at + 1;
      yield this.#decoder.decode(line);
    }
    this.#rest = joined(this.#rest, bytes.subarray(from));
  }
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}
