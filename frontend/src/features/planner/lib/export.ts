import { downloadFile } from "@/shared/ui/download";
import { toastError } from "@/shared/ui/toast";

/** Every keyword the list's parameters leave, as the server writes it. */
export async function exportKeywords(params: Readonly<Record<string, string>>): Promise<void> {
  const search = new URLSearchParams(Object.entries(params).filter(([name]) => name !== "ordering"));
  try {
    await downloadFile(`/api/v1/planner/keywords/export/?${search.toString()}`, "keywords.csv");
  } catch (error) {
    toastError(error);
  }
}
