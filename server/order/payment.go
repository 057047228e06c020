package order

var paymentKinds []Kind
