/** An IP address as a number, with the width that tells the families apart. */
interface IpAddress {
  readonly value: bigint;
  readonly bits: 32 | 128;
}

/** Whether text is an IPv4 or IPv6 address, without prefix length. */
export function isIpAddress(text: string): boolean {
  return parseAddress(text) !== undefined;
}

/** Whether an address lies in a prefix, `192.168.5.0/24`; false when either is not understood. */
export function isInPrefix(address: string, prefix: string): boolean {
  const [network = "", length = ""] = prefix.split("/");
  const [one, other] = [parseAddress(address), parseAddress(network)];
  if (one === undefined || other === undefined || one.bits !== other.bits || !/^\d{1,3}$/.test(length)) return false;
  const ignored = BigInt(one.bits - Number(length));
  return ignored >= 0n && one.value >> ignored === other.value >> ignored;
}

function parseAddress(text: string): IpAddress | undefined {
  return text.includes(":") ? parseIpv6(text) : parseIpv4(text);
}

function parseIpv4(text: string): IpAddress | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) return undefined;
  return { value: parts.reduce((value, part) => (value << 8n) | BigInt(part), 0n), bits: 32 };
}

function parseIpv6(text: string): IpAddress | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => "0"), ...tail];
  if (!groups.every((group) => /^[0-9A-Fa-f]{1,4}$/.test(group))) return undefined;
  return { value: groups.reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n), bits: 128 };
}
