// The embedded KMS simulator of an EVALUATION installation: started on demand, never in PRODUCTION.

export interface Simulator {
  /** Starts the process if needed; the loopback endpoint. Rejects with `simulator.unavailable`. */
  endpoint(): Promise<string>;
  /** The endpoint when it is running, else null. */
  current(): string | null;
  /** Teaches the simulator a key pair that the officer brought; another secret for a known id is refused by the simulator later. */
  registerCredential(accessKeyId: string, secretAccessKey: string): Promise<void>;
  /** Makes a key pair, as AWS IAM would. */
  createAccessKey(userName: string): Promise<{ readonly accessKeyId: string; readonly secretAccessKey: string }>;
  stop(): Promise<void>;
}
