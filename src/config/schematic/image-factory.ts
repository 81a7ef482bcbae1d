/** The port to an image factory (https://factory.talos.dev, or a private one). */
export interface ImageFactory {
  /** Submits a schematic (idempotent) and gives its id, 64 hex digits. */
  submit(schematic: string, options: { readonly signal: AbortSignal }): Promise<string>;
  /** Whether the factory can deliver this installer image (HEAD of its manifest). */
  hasImage(reference: string, options: { readonly signal: AbortSignal }): Promise<boolean>;
}
