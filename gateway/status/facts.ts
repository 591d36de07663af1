/** What is going on in a gateway at one moment, as data: read once from its daemons, told by lines.ts and metrics.ts. */

export type Status = {
  /** Null: the daemon does not answer. */
  readonly kamailio: KamailioFacts | null;
  readonly rtpengine: RtpengineFacts | null;
  readonly providers: readonly ProviderFacts[];
};

export type KamailioFacts = {
  readonly uptimeS: number;
  /** Agents who are registered now, sorted. */
  readonly agents: readonly string[];
  readonly webSockets: number;
  readonly calls: readonly CallFacts[];
};

export type CallFacts = {
  readonly callId: string;
  readonly agent: string | null;
  readonly provider: string | null;
  readonly isAnswered: boolean;
  /** Since it was answered. */
  readonly durationS: number;
};

export type RtpengineFacts = {
  /** By Call-ID. */
  readonly quality: ReadonlyMap<string, Quality>;
};

export type Quality = {
  /** Packets relayed, both ways. */
  readonly packets: number;
  readonly errors: number;
  /** The worse side's averages, as its RTCP tells them; null where no RTCP has come. */
  readonly worst: { readonly mos: number; readonly jitterMs: number; readonly lossPercent: number } | null;
};

export type ProviderFacts = {
  readonly name: string;
  /** Null: it is not one that we register at. */
  readonly isRegistered: boolean | null;
  /** Of OPTIONS; null: no answer. */
  readonly answer: { readonly status: number; readonly ms: number } | null;
};
