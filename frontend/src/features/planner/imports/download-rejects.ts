import { downloadFile } from "@/shared/ui/download";
import { toastError } from "@/shared/ui/toast";

import type { Import } from "../api/imports";

export async function downloadRejects({ id, filename }: Pick<Import, "id" | "filename">): Promise<void> {
  try {
    await downloadFile(`/api/v1/planner/imports/${id}/rejects/export/`, `rejected-${filename.replace(/\.[^.]*$/, "")}.csv`);
  } catch (error) {
    toastError(error);
  }
}
