/** storage.StorageService: the machine's disks. */
import type { ServiceImpl } from "@connectrpc/connect";
import { Disk_DiskType as DiskType, type StorageService } from "../../../adapters/talos/proto/storage/storage_pb.ts";
import type { Machine } from "../state/machine.ts";

export function createStorageService(machine: Machine): ServiceImpl<typeof StorageService> {
  return {
    disks: () => ({
      messages: [
        {
          disks: [
            {
              deviceName: "/dev/nvme0n1",
              model: "Simulated NVMe",
              serial: machine.uuid.slice(0, 8),
              size: 512_110_190_592n,
              type: DiskType.NVME,
              busPath: "/pci0000:00/0000:00:1d.0/0000:01:00.0/nvme",
              systemDisk: !machine.inMaintenance,
              subsystem: "/sys/class/block",
            },
          ],
        },
      ],
    }),
  };
}
