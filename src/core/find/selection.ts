/** Rows that a person has chosen. Never one that is not found: what is done to them is done to what is shown. */
export class Selection {
  #marks = new Uint8Array(0);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  has(row: number): boolean {
    return this.#marks[row] === 1;
  }

  add(rows: Iterable<number>): void {
    for (const row of rows) {
      if (this.has(row)) continue;
      this.#fit(row);
      this.#marks[row] = 1;
      this.#count += 1;
    }
  }

  remove(row: number): void {
    if (!this.has(row)) return;
    this.#marks[row] = 0;
    this.#count -= 1;
  }

  clear(): void {
    if (this.#count > 0) this.#marks.fill(0);
    this.#count = 0;
  }

  /** Lets go of every row that is not among these. */
  keepOnly(rows: Uint32Array): void {
    if (this.#count === 0) return;
    const kept = this.in(rows);
    if (kept.length === this.#count) return;
    this.clear();
    this.add(kept);
  }

  /** Those of some rows that are chosen, in their order. */
  in(rows: Uint32Array): Uint32Array {
    return rows.filter((row) => this.has(row));
  }

  #fit(row: number): void {
    if (row < this.#marks.length) return;
    const grown = new Uint8Array(Math.max(row + 1, this.#marks.length * 2));
    grown.set(this.#marks);
    this.#marks = grown;
  }
}
