/**
 * The installation's own settings, as its environment and .env file give them: addresses, ports, secrets, limits.
 * The shape only; parseSettings.ts reads it. What belongs to one provider is in provider.ts.
 */

export type GatewayPorts = {
  /** SIP over WebSocket with TLS, where browsers connect; 0: not offered. */
  readonly wss: number;
  /** SIP over WebSocket without TLS, bound to loopback only, for a reverse proxy or a lab; 0: not offered. */
  readonly ws: number;
  /** SIP towards trunks; 0: not offered. */
  readonly sipUdp: number;
  readonly sipTcp: number;
  readonly sipTls: number;
  /** rtpengine's control port (ng protocol), UDP on loopback. */
  readonly rtpengine: number;
  /** Media, UDP: the first and the last. */
  readonly rtpFirst: number;
  readonly rtpLast: number;
};

export type TurnSettings = {
  /** Shared with whoever mints TURN credentials (REST style: user = expiry:agent, password = base64 HMAC-SHA1). */
  readonly secret: string;
  readonly port: number;
  /** TURN over TLS; 0: not offered. */
  readonly tlsPort: number;
  readonly relayFirst: number;
  readonly relayLast: number;
};

/** Several hosts as one gateway, on a network of their own. */
export type ClusterSettings = {
  /** This host's IP address there: Kamailio's for the others, and rtpengine's control port. Never one that TURN may reach. */
  readonly address: string;
  /** UDP, the same on every host. */
  readonly port: number;
  /** The other Kamailios' addresses there. */
  readonly peers: readonly string[];
};

export type GatewayLimits = {
  /** Calls an agent may have at the same time. */
  readonly callsPerAgent: number;
  /** Calls an agent may start within an hour. */
  readonly callsPerAgentPerHour: number;
  /** WebSockets from one address. */
  readonly webSocketsPerAddress: number;
  /** Requests per second from one address before it is ignored for a while. */
  readonly requestsPerSecond: number;
  /** The longest call, in seconds. */
  readonly maxDurationS: number;
};

export type GatewaySettings = {
  /** The IP address at which the world reaches this machine; put into Via, Contact and SDP. */
  readonly publicAddress: string;
  /** The IP address that the programs bind; differs from the public one behind NAT. */
  readonly listenAddress: string;
  readonly ports: GatewayPorts;
  /** Origins that may open the WebSocket, such as chrome-extension://<id>; never empty. */
  readonly allowedOrigins: readonly string[];
  /** PEM files for WSS and SIP over TLS; null only when neither is offered. */
  readonly certificateFile: string | null;
  readonly keyFile: string | null;
  /** The SIP domain of the agents and the realm of their digest. */
  readonly realm: string;
  /** YAML with agents, their HA1 and default provider; see agents/agent.ts. */
  readonly agentsFile: string;
  readonly providersFile: string;
  /** Shared with the server that mints short-lived credentials; null: only agents of the file may register. */
  readonly sipCredentialSecret: string | null;
  readonly turn: TurnSettings | null;
  /** Null: this host is the gateway. */
  readonly cluster: ClusterSettings | null;
  /** Control ports of the rtpengines that calls are spread over, udp:address:port[=weight]; empty: this host's own. */
  readonly rtpengines: readonly string[];
  /** Where other hosts' rtpengines have their media: TURN relays there as well. */
  readonly mediaAddresses: readonly string[];
  readonly limits: GatewayLimits;
  /** E.164 prefixes nobody may call, such as +1900. */
  readonly denyPrefixes: readonly string[];
  /** JSON lines; null: none are written. */
  readonly cdrFile: string | null;
  /** PostgreSQL for call records; null: the file only. */
  readonly databaseUrl: string | null;
  /** Holds the rendered configuration, sockets and process ids. */
  readonly stateFolder: string;
};
