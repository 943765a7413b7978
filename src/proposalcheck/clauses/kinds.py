"""The 41 kinds of clause that lawyers look for before a deal is signed, in plain words.

The list is that of CUAD (Hendrycks, Burns, Chen, Ball: CUAD, an expert-annotated NLP dataset for legal contract review,
NeurIPS 2021); `label` is the name that the data, and so the model, has for a kind.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ClauseKind:
    """A kind of clause: an id for programs, a name for people, the model's label, and what such a clause says."""

    id: str
    name: str
    label: str
    says: str


KINDS: tuple[ClauseKind, ...] = (
    ClauseKind("document-name", "Name of the document", "Document Name", "what the agreement is called"),
    ClauseKind("parties", "Parties", "Parties", "who signs"),
    ClauseKind("agreement-date", "Date of the agreement", "Agreement Date", "the day on which it was made"),
    ClauseKind("effective-date", "Effective date", "Effective Date", "the day from which it counts"),
    ClauseKind("expiration-date", "End of the term", "Expiration Date", "when the first term ends"),
    ClauseKind("renewal-term", "Renewal", "Renewal Term", "that the term is extended, and for how long"),
    ClauseKind(
        "renewal-notice",
        "Notice against renewal",
        "Notice Period To Terminate Renewal",
        "how early one must give notice to stop a renewal",
    ),
    ClauseKind(
        "termination-for-convenience",
        "Termination for convenience",
        "Termination For Convenience",
        "that a party may leave without a reason",
    ),
    ClauseKind(
        "post-termination-services",
        "Duties after the end",
        "Post-Termination Services",
        "what is owed after the end: help to leave, last deliveries, last payments",
    ),
    ClauseKind("governing-law", "Governing law", "Governing Law", "whose law decides"),
    ClauseKind(
        "assignment", "Consent to assignment", "Anti-Assignment", "that the agreement cannot be passed on freely"
    ),
    ClauseKind(
        "change-of-control",
        "Change of control",
        "Change Of Control",
        "what may be done, or needs consent, when a party is sold or merged",
    ),
    ClauseKind("third-party-rights", "Rights of third parties", "Third Party Beneficiary", "who else may enforce it"),
    ClauseKind(
        "liability-cap", "Limit of liability", "Cap On Liability", "how much may be claimed at most, or not at all"
    ),
    ClauseKind(
        "unlimited-liability",
        "Liability without limit",
        "Uncapped Liability",
        "what the limit of liability does not cover",
    ),
    ClauseKind(
        "liquidated-damages", "Liquidated damages", "Liquidated Damages", "a sum agreed in advance for a breach"
    ),
    ClauseKind("warranty-duration", "Length of the warranty", "Warranty Duration", "how long defects are put right"),
    ClauseKind("insurance", "Insurance", "Insurance", "which insurance a party must have"),
    ClauseKind(
        "covenant-not-to-sue",
        "Promise not to sue",
        "Covenant Not To Sue",
        "that a party will not attack the other's rights, or will bring no claim",
    ),
    ClauseKind("audit-rights", "Audit", "Audit Rights", "that a party may look into the other's books or sites"),
    ClauseKind("minimum-commitment", "Minimum commitment", "Minimum Commitment", "how much must be bought at least"),
    ClauseKind(
        "volume-limit", "Limit of volume", "Volume Restriction", "how much is included, and what more of it costs"
    ),
    ClauseKind(
        "revenue-sharing", "Sharing of revenue", "Revenue/Profit Sharing", "that a share of revenue or profit is paid"
    ),
    ClauseKind("price-limits", "Limits on price changes", "Price Restrictions", "how far prices may rise or fall"),
    ClauseKind(
        "most-favoured-customer",
        "Most favoured customer",
        "Most Favored Nation",
        "that nobody else gets better terms",
    ),
    ClauseKind("exclusivity", "Exclusivity", "Exclusivity", "that a party deals in something with the other alone"),
    ClauseKind("non-compete", "Non-compete", "Non-Compete", "that a party keeps out of a business or a place"),
    ClauseKind(
        "competition-exception",
        "Exception to a restriction",
        "Competitive Restriction Exception",
        "what exclusivity, non-compete or non-solicitation does not cover",
    ),
    ClauseKind(
        "customer-solicitation",
        "No soliciting of customers",
        "No-Solicit Of Customers",
        "that customers are left alone",
    ),
    ClauseKind("staff-solicitation", "No soliciting of staff", "No-Solicit Of Employees", "that staff are left alone"),
    ClauseKind("non-disparagement", "Non-disparagement", "Non-Disparagement", "that no party speaks ill of the other"),
    ClauseKind(
        "first-refusal",
        "Right of first refusal",
        "Rofr/Rofo/Rofn",
        "that a party is asked first before something is sold",
    ),
    ClauseKind("ip-assignment", "Transfer of IP", "Ip Ownership Assignment", "that what is made becomes the other's"),
    ClauseKind("joint-ip", "Joint ownership of IP", "Joint Ip Ownership", "that both own what is made"),
    ClauseKind("licence", "Licence", "License Grant", "what one party may use of the other's"),
    ClauseKind(
        "non-transferable-licence",
        "Licence not transferable",
        "Non-Transferable License",
        "that a licence stays with who has it",
    ),
    ClauseKind(
        "licence-for-affiliates",
        "Licence for affiliates",
        "Affiliate License-Licensee",
        "that companies of the same group may use it, too",
    ),
    ClauseKind(
        "licence-from-affiliates",
        "Licence from affiliates",
        "Affiliate License-Licensor",
        "that it covers what the licensor's group owns",
    ),
    ClauseKind(
        "unlimited-licence", "Unlimited licence", "Unlimited/All-You-Can-Eat-License", "that use has no limit in number"
    ),
    ClauseKind(
        "perpetual-licence",
        "Irrevocable licence",
        "Irrevocable Or Perpetual License",
        "that a licence lasts for ever or cannot be taken back",
    ),
    ClauseKind(
        "source-code-escrow",
        "Source code escrow",
        "Source Code Escrow",
        "that source code is kept safe with a third party",
    ),
)
"""All kinds, in the order in which they are told: the frame, ways out, risk, money, freedom to compete, rights."""
