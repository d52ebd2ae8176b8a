import { useMutation } from "@tanstack/react-query";
import { Download } from "lucide-react";

import { Button, type ButtonProps } from "@/shared/ui/button";
import { downloadFile } from "@/shared/ui/download";
import { toastError } from "@/shared/ui/toast";

/** The plugin that belongs to this release, as the file WordPress asks for. */
export function DownloadPlugin(props: Pick<ButtonProps, "variant" | "className">) {
  const fetching = useMutation({ mutationFn: () => downloadFile("/api/v1/integration/bridge/plugin/", "igny8-bridge.zip"), onError: (error) => toastError(error) });
  return (
    <Button size="sm" icon={Download} loading={fetching.isPending} onClick={() => fetching.mutate()} {...props}>
      Download the plugin
    </Button>
  );
}
