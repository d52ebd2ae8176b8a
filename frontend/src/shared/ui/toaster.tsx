import { useEffect } from "react";
import { toast, Toaster as Sonner } from "sonner";

import { useIsDark } from "@/shared/stores/view";

import { connect } from "./toast-queue";

/** The messages themselves. */
export function Messages() {
  const isDark = useIsDark();
  useEffect(() => {
    connect(toast);
    return () => connect(null);
  }, []);
  return (
    <Sonner
      theme={isDark ? "dark" : "light"}
      position="bottom-right"
      containerAriaLabel="Messages"
      closeButton
      visibleToasts={4}
      gap={8}
      mobileOffset={{ bottom: "calc(4.5rem + env(safe-area-inset-bottom))" }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast: "group/toast flex w-full items-start gap-2.5 rounded-lg border bg-raised py-2.5 pr-9 pl-3 text-base text-text shadow-(--shadow-float) sm:w-[var(--width)] font-sans",
          content: "min-w-0 flex-1",
          title: "font-medium text-pretty break-words",
          description: "mt-0.5 text-sm text-pretty text-muted",
          icon: "mt-0.75 size-4 shrink-0 [&_svg]:size-4 group-data-[type=success]/toast:text-success group-data-[type=error]/toast:text-danger group-data-[type=info]/toast:text-info",
          actionButton: "shrink-0 rounded-md border bg-surface px-2 h-6 -my-px text-sm font-medium touch:-my-2.5 hover:bg-sunken touch:h-11 dark:bg-line/60",
          closeButton: "absolute border-0! bg-transparent! top-2 right-2 grid size-6 place-items-center rounded-md text-faint hover:text-text [&_svg]:size-3.5 touch:size-11 touch:top-0 touch:right-0",
        },
      }}
    />
  );
}
