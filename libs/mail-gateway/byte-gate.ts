/** Lets work in as long as what is inside is not too large together; what is too large by itself goes in alone. */
export class ByteGate {
  private inside = 0;
  private readonly waiting: { readonly bytes: number; readonly enter: () => void }[] = [];

  constructor(private readonly mostBytes: number) {}

  /**
   * Resolves, in the order of the calls, when there is room; call what it resolves to when the work is done. `onWait` is called at
   * once when there is none.
   */
  async enter(bytes: number, onWait: () => void = () => undefined): Promise<() => void> {
    if (this.waiting.length > 0 || !this.hasRoom(bytes)) {
      onWait();
      await new Promise<void>((resolve) => this.waiting.push({ bytes, enter: resolve }));
    } else this.inside += bytes;
    return () => {
      this.inside -= bytes;
      this.letIn();
    };
  }

  private hasRoom(bytes: number): boolean {
    return this.inside === 0 || this.inside + bytes <= this.mostBytes;
  }

  private letIn(): void {
    for (let [next] = this.waiting; next && this.hasRoom(next.bytes); [next] = this.waiting) {
      this.waiting.shift();
      this.inside += next.bytes;
      next.enter();
    }
  }
}
