/** An OCI image reference in its parts. */
export interface ImageReference {
  /** As written. */
  readonly reference: string;
  /** Registry and path, without tag and digest: `factory.talos.dev/metal-installer/3765…`. */
  readonly repository: string;
  /** Host with its port; `docker.io` when the reference names none. */
  readonly registry: string;
  /** Path below the registry. */
  readonly path: string;
  readonly tag?: string;
  /** `sha256:…` */
  readonly digest?: string;
  /** The image factory's forms of an installer: `<platform>-installer[-secureboot]/<schematic>` and `installer[-secureboot]/<schematic>`. */
  readonly installer?: FactoryInstaller;
}

export interface FactoryInstaller {
  /** `metal`, `nocloud` …; undefined in the older form, which serves every platform. */
  readonly platform?: string;
  readonly secureBoot: boolean;
  /** What stands where the schematic id belongs; a real id is 64 hex digits. */
  readonly schematic: string;
}

const component = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
const registry = "(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:]+\\])(?::[0-9]{1,5})?";
const pattern = new RegExp(
  `^(?:(?<registry>${registry})/)?(?<path>${component}(?:/${component})*)(?::(?<tag>\\w[\\w.-]{0,127}))?(?:@(?<digest>[a-z0-9]+:[0-9a-f]{32,128}))?$`,
);
const factoryForm = /(?:^|\/)(?:(?<platform>[a-z0-9]+)-)?installer(?<secureBoot>-secureboot)?\/(?<schematic>[^/]+)$/;
const folder = new RegExp(`^${component}$`);
const schematicId = /^[0-9a-f]{64}$/;

const maxLength = 512;

/**
 * Takes an image reference apart by the grammar of the OCI distribution project.
 *
 * @returns undefined for a text that is no image reference.
 */
export function parseImageReference(reference: string): ImageReference | undefined {
  if (reference.length > maxLength) return undefined;
  const parts = pattern.exec(reference)?.groups;
  const path = parts?.["path"];
  if (parts === undefined || path === undefined) return undefined;
  const host = parts["registry"];
  if (host !== undefined && !isHost(host) && !folder.test(host)) return undefined;
  const split = host === undefined || isHost(host) ? { registry: host, path } : { path: `${host}/${path}` };
  const installer = parseInstaller(split.path);
  return {
    reference,
    repository: split.registry === undefined ? split.path : `${split.registry}/${split.path}`,
    registry: split.registry ?? "docker.io",
    path: split.path,
    ...(parts["tag"] !== undefined && { tag: parts["tag"] }),
    ...(parts["digest"] !== undefined && { digest: parts["digest"] }),
    ...(installer && { installer }),
  };
}

/** Whether a text is a schematic id: 64 hex digits. */
export function isSchematicId(text: string): boolean {
  return schematicId.test(text);
}

/** A first component without dot and port is a folder of Docker Hub, not a host. */
function isHost(text: string): boolean {
  return /[.:[]/.test(text) || text === "localhost";
}

function parseInstaller(path: string): FactoryInstaller | undefined {
  const parts = factoryForm.exec(path)?.groups;
  const schematic = parts?.["schematic"];
  if (parts === undefined || schematic === undefined) return undefined;
  return {
    ...(parts["platform"] !== undefined && { platform: parts["platform"] }),
    secureBoot: parts["secureBoot"] !== undefined,
    schematic,
  };
}
