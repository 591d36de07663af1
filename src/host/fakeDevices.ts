// Microphones as this room's tests have them. Nothing here runs in the extension.

export class FakeTrack extends EventTarget {
  stopped = false;
  stop(): void {
    this.stopped = true;
  }
}

/** getUserMedia, the devices and the permission. `answer` is what getUserMedia does next. */
export class FakeDevices extends EventTarget {
  permission: PermissionState = 'granted';
  inputs = 1;
  asked = 0;
  readonly tracks: FakeTrack[] = [];
  readonly status = new EventTarget();
  answer: () => Promise<MediaStream> = async () => this.stream();

  stream(): MediaStream {
    const track = new FakeTrack();
    this.tracks.push(track);
    return { getTracks: () => [track] } as unknown as MediaStream;
  }
  getUserMedia(_constraints?: MediaStreamConstraints): Promise<MediaStream> {
    this.asked += 1;
    return this.answer();
  }
  async enumerateDevices(): Promise<MediaDeviceInfo[]> {
    return Array.from({ length: this.inputs }, () => ({ kind: 'audioinput' }) as MediaDeviceInfo);
  }
  async query(): Promise<PermissionStatus> {
    return Object.assign(this.status, { state: this.permission }) as unknown as PermissionStatus;
  }
}

export function refuse(name: string): () => Promise<never> {
  return () => Promise.reject(new DOMException('no', name));
}
