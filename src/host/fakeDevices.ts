// Microphones as this room's tests have them. Nothing here runs in the extension.

export class FakeTrack extends EventTarget {
  stopped = false;
  readonly deviceId: string;
  constructor(deviceId = '') {
    super();
    this.deviceId = deviceId;
  }
  getSettings(): MediaTrackSettings {
    return { deviceId: this.deviceId };
  }
  readyState: MediaStreamTrackState = 'live';
  stop(): void {
    this.stopped = true;
    this.readyState = 'ended';
  }
  /** Its device is pulled out. */
  end(): void {
    this.readyState = 'ended';
    this.dispatchEvent(new Event('ended'));
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

  /** What can be plugged in and out; null: `inputs` microphones that the browser does not name. */
  listed: readonly MediaDeviceInfo[] | null = null;

  stream(deviceId?: string): MediaStream {
    const track = new FakeTrack(deviceId);
    this.tracks.push(track);
    return { getTracks: () => [track], getAudioTracks: () => [track] } as unknown as MediaStream;
  }
  getUserMedia(_constraints?: MediaStreamConstraints): Promise<MediaStream> {
    this.asked += 1;
    return this.answer();
  }
  async enumerateDevices(): Promise<MediaDeviceInfo[]> {
    return [...(this.listed ?? Array.from({ length: this.inputs }, () => device('audioinput', '')))];
  }
  async query(): Promise<PermissionStatus> {
    return Object.assign(this.status, { state: this.permission }) as unknown as PermissionStatus;
  }
}

/** As a browser lists it; without a label it is one that the browser does not name. */
export function device(kind: MediaDeviceKind, deviceId: string, label = ''): MediaDeviceInfo {
  return { kind, deviceId, label, groupId: deviceId } as MediaDeviceInfo;
}

export function refuse(name: string): () => Promise<never> {
  return () => Promise.reject(new DOMException('no', name));
}
