/** Old names of official extensions that image factories still take for the present ones. */
const renamed: ReadonlyMap<string, string> = new Map([
  ["siderolabs/amdgpu-firmware", "siderolabs/amdgpu"],
  ["siderolabs/gasket", "siderolabs/gasket-driver"],
  ["siderolabs/i915-ucode", "siderolabs/i915"],
  ["siderolabs/nonfree-kmod-nvidia", "siderolabs/nonfree-kmod-nvidia-lts"],
  ["siderolabs/nvidia-container-toolkit", "siderolabs/nvidia-container-toolkit-lts"],
  ["siderolabs/nvidia-fabricmanager", "siderolabs/nvidia-fabric-manager-lts"],
  ["siderolabs/nvidia-open-gpu-kernel-modules", "siderolabs/nvidia-open-gpu-kernel-modules-lts"],
  ["siderolabs/talos-vmtoolsd", "siderolabs/vmtoolsd-guest-agent"],
  ["siderolabs/usb-modem", "siderolabs/usb-modem-drivers"],
  ["siderolabs/v4l-uvc", "siderolabs/v4l-uvc-drivers"],
  ["siderolabs/xe-guest-utilities", "siderolabs/xen-guest-agent"],
]);

/** The present name of an official extension; a name that was never changed stays. */
export function extensionName(name: string): string {
  return renamed.get(name) ?? name;
}
