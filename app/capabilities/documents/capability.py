"""The plug of documents."""

from app.capabilities.documents import commands, events, tables
from app.capabilities.documents.bodies import RECORD_TEMPLATE, RecordTemplate
from app.capabilities.documents.decisions import check_record_template, outline_record_template
from app.capabilities.documents.fold import fold
from app.capabilities.documents.queries import EFFECTIVE_APART, MADE_TWICE, clashes
from app.capabilities.documents.todos import todos
from app.journal.capability import Capability, DocumentKind
from app.journal.discrepancy import Check

CAPABILITY = Capability(
    name="documents",
    happened=(
        events.DraftSaved,
        events.ReviewAsked,
        events.SentBack,
        events.MadeEffective,
        events.Withdrawn,
        events.DocumentRead,
        events.DocumentPublished,
    ),
    rows=(
        tables.DraftRow,
        tables.SentBackRow,
        tables.RevisionRow,
        tables.MadeTwiceRow,
        tables.ReadingRow,
    ),
    fold=fold,
    commands={
        commands.SaveDraft: commands.save_draft,
        commands.AskReview: commands.ask_review,
        commands.ReviewDocument: commands.review,
        commands.SendBack: commands.send_back,
        commands.MakeEffective: commands.approve,
        commands.WithdrawDocument: commands.withdraw,
        commands.ReadDocument: commands.read,
    },
    documents=(
        DocumentKind(
            form=RECORD_TEMPLATE,
            body=RecordTemplate,
            icon="scroll-text",
            check=lambda body, attached, plugs: check_record_template(body.sections),
            outline=outline_record_template,
        ),
    ),
    needs={
        events.DraftSaved: (commands.DRAFT,),
        events.ReviewAsked: (commands.AUTHOR,),
        events.SentBack: (commands.REVIEW, commands.APPROVE),
        events.MadeEffective: (commands.APPROVE,),
        events.Withdrawn: (commands.APPROVE,),
        events.DocumentRead: (commands.READ,),
        events.DocumentPublished: commands.publishing,
    },
    todos=(todos,),
    checks=(Check((EFFECTIVE_APART, MADE_TWICE), clashes),),
)
