package app.henk.platform.web;

import app.henk.platform.Problem;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** A database that is away or too busy: the request was fine and may come again. */
final class Unavailable {

    private static final int SECONDS = 5;

    private Unavailable() {}

    static boolean is(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CannotCreateTransactionException
                    || cause instanceof TransactionSystemException
                    || cause instanceof DataAccessResourceFailureException
                    || cause instanceof TransientDataAccessResourceException
                    || cause instanceof QueryTimeoutException
                    || cause instanceof R2dbcNonTransientResourceException
                    || cause instanceof R2dbcTransientResourceException
                    || cause instanceof R2dbcTimeoutException) {
                return true;
            }
        }
        return false;
    }

    static boolean inDatabase(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof R2dbcException || cause instanceof DataAccessException) {
                return true;
            }
        }
        return is(failure);
    }

    static Problem problem() {
        return new Problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "unavailable",
                        "Henk cannot reach its data at this moment. Nothing was changed; try again in a few seconds.")
                .with("retry_after", SECONDS);
    }
}
