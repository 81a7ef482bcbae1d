/** storage.StorageService: the machine's disks. */
import type { ServiceImpl } from "@connectrpc/connect";
import { Disk_DiskType as DiskType, type StorageService } from "../../../adapters/talos/proto/storage/storage_pb.ts";
import type { Machine } from "../state/machine.ts";
import { systemDisk } from "../state/machine-description.ts";

export function createStorageService(machine: Machine): ServiceImpl<typeof StorageService> {
  return {
    disks: () => ({
      messages: [
        {
          disks: machine.disks.map(({ device, model, serial, bytes, readOnly = false }) => ({
            deviceName: device,
            model,
            serial,
            size: bytes,
            type: DiskType.NVME,
            busPath: "/pci0000:00/0000:00:1d.0/0000:01:00.0/nvme",
            systemDisk: device === systemDisk && machine.disk.installed,
            subsystem: "/sys/class/block",
            readonly: readOnly,
          })),
        },
      ],
    }),
  };
}
