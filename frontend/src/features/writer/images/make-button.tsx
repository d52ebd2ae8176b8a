/** "Make 3 images: about 15 credits" */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ImagePlus } from "lucide-react";
import { useState } from "react";

import { useEstimate } from "@/shared/entities/credits";
import { count } from "@/shared/lib/format";
import { RequestKeys } from "@/shared/lib/request-key";
import { CostButton } from "@/shared/ui/credits";
import { toast, toastError } from "@/shared/ui/toast";

import { type Image, imageKeys, makeImages } from "../api/images";
import { followRuns } from "../api/tasks";

export function MakeButton({ images, siteId, again = false, size, variant, onStarted }: { images: readonly Pick<Image, "id">[]; siteId: string; again?: boolean; size?: "sm" | "md"; variant?: "primary" | "secondary"; onStarted?: () => void }) {
  const client = useQueryClient();
  const [keys] = useState(() => new RequestKeys());
  const estimate = useEstimate("generate_images", images.length);
  const make = useMutation({
    mutationFn: () => {
      const ids = images.map((image) => image.id);
      return makeImages(ids, keys.for(ids));
    },
    onSuccess: async ({ run_ids }) => {
      keys.done();
      onStarted?.();
      toast.success(`Making ${count(images.length, "image")}`, { description: "What cannot be made is not charged." });
      void client.invalidateQueries({ queryKey: imageKeys.all });
      await followRuns(client, siteId, run_ids);
    },
    onError: (error) => toastError(error),
  });
  if (images.length === 0) return null;
  return (
    <CostButton exact estimate={estimate} icon={ImagePlus} size={size ?? "md"} variant={variant ?? "primary"} loading={make.isPending} onClick={() => make.mutate()}>
      {again ? "Make it anew" : `Make ${count(images.length, "image")}`}
    </CostButton>
  );
}
