import { ChartColumn, Coins, ReceiptText } from "lucide-react";

import type { Feature } from "@/shared/lib/feature";

export const feature: Feature = {
  account: [
    { path: "/billing", lazy: async () => ({ Component: (await import("./pages/credits")).CreditsPage }) },
    { path: "/billing/usage", lazy: async () => ({ Component: (await import("./pages/usage")).UsagePage }) },
    { path: "/billing/transactions", lazy: async () => ({ Component: (await import("./pages/transactions")).TransactionsPage }) },
  ],
  navigation: [
    { section: "billing", label: "Credits", to: "/billing", scope: "account", icon: Coins, order: 0, keywords: ["billing", "balance", "plan", "prices", "spend cap"] },
    { section: "billing", label: "Usage", to: "/billing/usage", scope: "account", icon: ChartColumn, order: 1, minRole: "admin", keywords: ["spending", "cost"] },
    { section: "billing", label: "Transactions", to: "/billing/transactions", scope: "account", icon: ReceiptText, order: 2, minRole: "admin", keywords: ["ledger", "invoices"] },
  ],
};
