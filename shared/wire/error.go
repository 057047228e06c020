package wire

import "netanswer/shared/form"

// Code names what went wrong to machines. site has the one table of codes and statuses.
type Code string

// The codes.
const (
	Invalid         Code = "invalid"           // 422, with problems
	BadRequest      Code = "bad_request"       // 400
	Forbidden       Code = "forbidden"         // 403
	NotFound        Code = "not_found"         // 404
	BadMethod       Code = "bad_method"        // 405
	Timeout         Code = "timeout"           // 408
	Conflict        Code = "conflict"          // 409
	TooLarge        Code = "too_large"         // 413
	BadType         Code = "bad_type"          // 415
	Misdirected     Code = "misdirected"       // 421: for another host
	ProofNeeded     Code = "proof_needed"      // 428: a proof of work, see Failure.Proof
	TooMany         Code = "too_many"          // 429
	HeadersTooLarge Code = "headers_too_large" // 431
	Internal        Code = "internal"          // 500
	Unavailable     Code = "unavailable"       // 503
)

// Failure is an answer that is no screen. It is what JSON says and what the error page shows.
type Failure struct {
	Code       Code           `json:"code"`
	Message    string         `json:"message,omitempty"`
	RetryAfter int            `json:"retry_after,omitempty"` // s
	RequestID  string         `json:"request_id,omitempty"`
	Problems   []form.Problem `json:"problems,omitempty"`
	Terms      *Terms         `json:"terms,omitempty"` // with Conflict: the texts now in force
	Proof      *Proof         `json:"proof,omitempty"` // with ProofNeeded
}

// Proof is what the same request must bring along, sent once more: the header ProofHeader with the challenge, a blank and the
// proof (shared/proof). Each is good once, for ten minutes, in the browser that was asked.
type Proof struct {
	Challenge string `json:"challenge"`
	Bits      int    `json:"bits"` // zero bits of each piece
}

// ProofHeader carries a proof of work.
const ProofHeader = "Proof-Of-Work"
