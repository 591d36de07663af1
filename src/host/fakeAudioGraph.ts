// What of Web Audio the mixer uses, as a graph that a test can listen to. Nothing here runs in the extension.

class FakeNode {
  readonly to = new Set<FakeNode>();
  readonly gain = { value: 1 };
  readonly stream: MediaStream | null;
  constructor(stream: MediaStream | null = null) {
    this.stream = stream;
  }
  connect(node: FakeNode): void {
    this.to.add(node);
  }
  disconnect(): void {
    this.to.clear();
  }
}

export class FakeAudioGraph {
  closed = false;
  readonly #sources: FakeNode[] = [];

  createMediaStreamSource(stream: MediaStream): FakeNode {
    const node = new FakeNode(stream);
    this.#sources.push(node);
    return node;
  }
  createGain(): FakeNode {
    return new FakeNode();
  }
  createMediaStreamDestination(): FakeNode {
    return new FakeNode({} as MediaStream);
  }
  /** Nothing is heard by it: the graph stands still. */
  createAnalyser(): FakeNode {
    return new FakeNode();
  }
  readonly state = 'suspended';
  async close(): Promise<void> {
    this.closed = true;
  }

  /** The streams that are heard in this one. */
  heardIn(output: MediaStream | undefined): MediaStream[] {
    const reaches = (node: FakeNode): boolean =>
      node.stream === output || (node.gain.value > 0 && [...node.to].some(reaches));
    return this.#sources
      .filter((source) => [...source.to].some(reaches))
      .map(({ stream }) => stream as MediaStream);
  }
}
