/** What differs between the Talos versions that the simulator plays. */

export type TalosMinor = "1.11" | "1.12" | "1.13" | "1.14";

export interface VersionProfile {
  readonly minor: TalosMinor;
  /** REBOOT mode exists, and AUTO resolves to it when the change is not on the list of immediate ones. */
  readonly rebootsOnApply: boolean;
  /** A second apply at the same time, or one after an apply that reboots, is FailedPrecondition. */
  readonly guardsApply: boolean;
  /** A diff above this many lines is replaced by a note. */
  readonly maxDiffLines: number | undefined;
  /** The yaml_spec of a MachineConfig is one string that holds the documents, not the documents themselves. */
  readonly configAsYamlString: boolean;
  /** `machine.features.rbac: false` lets every valid certificate do everything. */
  readonly rbacOptional: boolean;
  /** ImageService and LifecycleService are there. */
  readonly imageService: boolean;
  /** `nodes` metadata is refused for services outside a short list, not only for COSI. */
  readonly shortOneToManyList: boolean;
  /** Maintenance mode is served by the ordinary API, with the role reader. */
  readonly ordinaryMaintenance: boolean;
  readonly goVersion: string;
  /** Built by this Talos when the cluster says nothing else. */
  readonly kubernetes: string;
}

const profile11: VersionProfile = {
  minor: "1.11",
  rebootsOnApply: true,
  guardsApply: false,
  maxDiffLines: undefined,
  configAsYamlString: false,
  rbacOptional: true,
  imageService: false,
  shortOneToManyList: false,
  ordinaryMaintenance: false,
  goVersion: "go1.24.9",
  kubernetes: "v1.34.1",
};

const profile12: VersionProfile = {
  ...profile11,
  minor: "1.12",
  guardsApply: true,
  maxDiffLines: 75_000,
  configAsYamlString: true,
  rbacOptional: false,
  goVersion: "go1.25.5",
  kubernetes: "v1.35.0",
};

const profile13: VersionProfile = {
  ...profile12,
  minor: "1.13",
  imageService: true,
  shortOneToManyList: true,
  ordinaryMaintenance: true,
  goVersion: "go1.26.1",
  kubernetes: "v1.36.0",
};

const profile14: VersionProfile = {
  ...profile13,
  minor: "1.14",
  rebootsOnApply: false,
  goVersion: "go1.26.3",
  kubernetes: "v1.37.0",
};

const profiles = [profile11, profile12, profile13, profile14];

/** The profile of `v1.13.8`; a RangeError for a version that is not played. */
export function versionProfile(version: string): VersionProfile {
  const minor = /^v?(1\.\d+)(\.|$)/.exec(version)?.[1];
  const profile = profiles.find((candidate) => candidate.minor === minor);
  if (profile === undefined) throw new RangeError(`Cannot play Talos ${version}: 1.11 to 1.14 are known`);
  return profile;
}

/** Whether the profile is of `minimum` or newer. */
export function isAtLeast(profile: VersionProfile, minimum: TalosMinor): boolean {
  return Number(profile.minor.slice(2)) >= Number(minimum.slice(2));
}
